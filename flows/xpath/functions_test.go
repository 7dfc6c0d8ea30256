package xpath

import (
	"errors"
	"math"
	"testing"
	"time"
)

// sample is a form's answers: two families with members, a trip, and loose questions.
func sample() *place {
	root := &place{name: "data"}
	root.add("age", String("17"))
	root.add("empty", Value{})
	root.add("text", String("Nguyễn Văn A"))
	root.add("langs", String("vi en fr"))
	root.add("flag", Boolean(false))
	root.add("born", Date(time.Date(2000, 2, 29, 0, 0, 0, 0, time.UTC)))
	root.add("met", DateTime(time.Date(2024, 3, 15, 6, 0, 0, 0, time.FixedZone("", 7*3600))))
	trip := root.add("trip", Value{})
	trip.add("km", Number(12.5))
	for f, members := range [][]string{{"An", "Bình"}, {"Chi"}, {}} {
		family := root.add("family", Value{})
		family.add("rank", Number(float64(f+1)))
		for i, name := range members {
			member := family.add("member", Value{})
			member.add("name", String(name))
			group := member.add("detail", Value{})
			group.add("years", Number(float64(10*(f+1)+i)))
		}
	}
	root.add("score", String("3"))
	root.add("score", String(""))
	root.add("score", String("x"))
	root.add("score", String("-7"))
	return root
}

// cases are expressions and the text of their value, at a node of the sample.
type cases map[string]string

func (c cases) run(t *testing.T, at string) {
	t.Helper()
	root := sample()
	for text, want := range c {
		t.Run(text, func(t *testing.T) {
			e, err := Compile(text)
			if err != nil {
				t.Fatal(err)
			}
			env := root.environment(root.at(at))
			env.ChoiceLabel = func(value, question string) string { return question + ":" + value }
			env.Instance = choiceLists
			got, err := e.Evaluate(env)
			if err != nil {
				t.Fatal(err)
			}
			if got.AsString() != want {
				t.Errorf("%q, want %q", got.AsString(), want)
			}
		})
	}
}

func choiceLists(list string) Node {
	if list != "goods" {
		return nil
	}
	root := &place{name: "root"}
	for _, row := range [][2]string{{"tea", "5000"}, {"rice", "20000"}} {
		item := root.add("item", Value{})
		item.add("name", String(row[0]))
		item.add("price", String(row[1]))
	}
	return root
}

func TestOperators(t *testing.T) {
	cases{
		`1 + 2 * 3`: "7", `(1 + 2) * 3`: "9", `-2 * -3`: "6", `- - 4`: "4", `--'4'`: "4", `5 mod -3`: "2", `-5 mod 3`: "-2",
		`5.5 mod 2`: "1.5", `1 div 0`: "Infinity", `-1 div 0`: "-Infinity", `0 div 0`: "NaN", `0.1 + 0.2 = 0.3`: "true",
		`5-3`: "2", `${age}-${trip}`: "NaN", `${age}-7`: "10", `5 mod2`: "1", `6div2`: "3", `5 mod-3`: "2",
		`'a' < 'b'`: "false", `3 < 4 < 5`: "true", `3 > 2 > 1`: "false", `1 = 1 = true()`: "true",
		`'0017.' = 17`: "true", `'017.' = '17.000'`: "false", `true() = 'true'`: "true", `true() = 17`: "true",
		`'' = 0`: "false", `'' < 5`: "false", `'' != 'x'`: "true", `0 div 0 != 0 div 0`: "true", `0 div 0 = 0 div 0`: "false",
		`1 div 0 = 1 div 0`: "true", `'1,5' * 2`: "3", `1000000 * 1000000`: "1000000000000", `1 div 4`: "0.25",
		`.5 + 5.`: "5.5", `0.0000001`: "0.0000001", `-0`: "0", `"it's"`: "it's", `'"'`: `"`,
		`true() or 1 div ''`: "true", `false() and count(${nothing}) = 1`: "false", `null = ''`: "true", `null`: "",
		`${flag} or false()`: "false", `${flag} = false()`: "true", `boolean(${flag})`: "false", `not(${flag})`: "true", `boolean('false')`: "true",
		`number('1e3')`: "NaN", `number('+1')`: "NaN", `number(' -1.5 ')`: "-1.5", `number('1.2.3')`: "NaN", `number('-')`: "NaN",
		`number('1 2')`: "NaN", `number(true())`: "1", `'12' + '30'`: "42", `${empty} + 1`: "NaN", `coalesce(${empty}, 0) + 1`: "1",
		`count(${score} | ${age} | ${age})`: "5", `${score} = 3`: "true", `${score} = 'x'`: "true", `${score} != 3`: "true", `${score} > 4`: "false",
	}.run(t, "")
}

func TestLogic(t *testing.T) {
	cases{
		`if(${empty}, 'a', 'b')`: "b", `if('0', 'a', 'b')`: "a", `if(true(), 1, date('bad'))`: "1",
		`coalesce('', 'b')`: "b", `coalesce(0, 'b')`: "0", `coalesce(0 div 0, 'b')`: "b", `coalesce(${empty}, ${age})`: "17",
		`boolean-from-string('TRUE')`: "true", `boolean-from-string('yes')`: "false", `boolean-from-string(1)`: "true",
		`checklist(1, 2, true(), 'x', false())`: "true", `checklist(-1, -1)`: "true", `checklist(2, -1, true(), '')`: "false",
		`checklist(3, 3, ${score})`: "true", `weighted-checklist(5, 9, true(), 4, 1, 2, 0, 9)`: "true",
		`weighted-checklist(-1, 3, true(), 4)`: "false", `not(0 div 0)`: "true",
		`boolean(${family})`: "true", `boolean(${family}[rank = 9])`: "false", `if(trip, 1, 2)`: "1", `not(${empty})`: "true", `boolean(${score})`: "true", `count(${family}[member])`: "2",
	}.run(t, "")
	cases{`once('new')`: "17", `. + 1`: "18", `string-length()`: "2", `current() = 17`: "true"}.run(t, "age")
	cases{`once('new')`: "new", `.`: "", `normalize-space()`: ""}.run(t, "empty")
}

func TestSelects(t *testing.T) {
	cases{
		`selected(${langs}, 'en')`: "true", `selected(${langs}, 'e')`: "false", `selected(${langs}, ' fr ')`: "true",
		`selected('baaa aa', 'aa')`: "true", `selected('baaa', 'aa')`: "false", `selected('', '')`: "true", `selected('a', '')`: "false",
		`selected(${empty}, 'a')`: "false", `selected('1 2 3', 2)`: "true",
		`count-selected(${langs})`: "3", `count-selected('  ')`: "0", `selected-at(${langs}, 0)`: "vi", `selected-at(${langs}, 3)`: "",
		`selected-at(${langs}, -1)`: "", `selected-at(${langs}, count-selected(${langs}) - 1)`: "fr",
		`jr:choice-name('en', '${langs}')`: "langs:en", `jr:choice-name(selected-at(${langs}, 2), ' ${langs} ')`: "langs:fr",
		`jr:itext(instance('goods')/root/item[name = 'tea']/name)`: "tea", `jr:choice-name('', '${langs}')`: "", `jr:choice-name('en', '/data/langs')`: "langs:en",
		`instance('goods')/root/item[name = 'rice']/price * 2`:              "40000",
		`instance('goods')/root/item[name = concat('t', 'ea')]/price`:       "5000",
		`count(instance('goods')/root/item[price > ${age}])`:                "2",
		`instance('goods')/root/item[price > 6000][position() = 1]/name`:    "rice",
		`join(',', instance('goods')/root/item[last()]/name)`:               "rice",
		`instance('goods')/root/item[name = current()/age or 1 = 2]/price`:  "",
		`instance("goods")/root/item[position() < 3 and name != 'x']/price`: "5000",
	}.run(t, "")
}

func TestStrings(t *testing.T) {
	cases{
		`string-length(${text})`: "12", `string-length('😀')`: "1", `concat()`: "", `concat('a', 1, true(), ${score})`: "a1true3x-7",
		`join('-', 'a', 'b')`: "a-b", `join(', ', ${score})`: "3, , x, -7", `join('-')`: "",
		`substr('hello', 1)`: "ello", `substr('hello', 1, 3)`: "el", `substr('hello', -3, -1)`: "ll", `substr('hello', 3, 1)`: "",
		`substr('hello', -9, 9)`: "hello", `substr(${text}, 3, 6)`: "yễn", `substring('12345', 2, 3)`: "234", `substring('12345', 0, 3)`: "12",
		`substring('12345', -42, 1 div 0)`: "12345", `substring('12345', -1 div 0, 1 div 0)`: "", `substring('ễa', 1, 1)`: "ễ",
		`substring-before('a=b=c', '=')`: "a", `substring-after('a=b=c', '=')`: "b=c", `substring-after('abc', '')`: "abc",
		`substring-before('abc', '')`: "", `substring-after('abc', 'x')`: "", `contains('abc', '')`: "true", `starts-with('abc', 'ab')`: "true",
		`ends-with('abc', 'bc')`: "true", `translate('đường', 'đư', 'du')`: "duờng", `translate('a-b-c', '-', '')`: "abc", `translate('aa', 'aa', 'xy')`: "xx",
		"normalize-space(' a \t b\n')": "a b", `regex('2024', '\d{4}')`: "true", `regex('x2024', '\d{4}')`: "false", `regex('', 'a*')`: "true",
		`regex('a', 'a|ab')`: "true", `regex('ab', 'a|ab')`: "true", `regex('ĐẶNG', '\p{Lu}+')`: "true", `regex('abc', '(?i)ABC')`: "true",
		`regex('12', concat('[0-9]', '{2}'))`: "true", `regex('é', '\u00e9')`: "true", `regex('ab', '\p{Alpha}+')`: "true", `regex('a1', '[\p{Alnum}]+')`: "true",
		`regex('a)b', 'a\)b')`: "true", `regex('a', '^a$')`: "true", "regex('a\n', 'a')": "false", `regex('á', '\p{IsLatin}')`: "true", `regex('a.b', '\Qa.b\E')`: "true",
		`string(0 - 0.5)`: "-0.5", `string(12345678901234567890)`: "12345678901234567000", `string(true())`: "true",
	}.run(t, "")
}

func TestNumbers(t *testing.T) {
	cases{
		`int(-1.9)`: "-1", `int('x')`: "NaN", `floor(-1.1)`: "-2", `ceiling(-1.9)`: "-1", `round(2.5)`: "3", `round(-2.5)`: "-2", `round(-1.5)`: "-2",
		`round(0.49999999999999994)`: "0", `round('-12345.15', 1)`: "-12345.1", `round('12345.12', -2)`: "12300", `round(-12345.12, -2)`: "-12300",
		`round(1.005, 2)`: "1.01", `round(2.15, 1)`: "2.2", `round(0.5, 0)`: "1", `round(1, 31)`: "NaN", `round(1 div 0, 2)`: "Infinity", `round(123, -3)`: "0",
		`round(999999999999999, 2)`: "999999999999999", `abs(-3.5)`: "3.5", `pow(2, 10)`: "1024", `sqrt(2)`: "1.4142135623730951", `sqrt(-1)`: "NaN",
		`exp(0)`: "1", `exp10(3)`: "1000", `log(1)`: "0", `log10(1000)`: "3", `log10(0)`: "-Infinity", `sin(0)`: "0", `cos(0)`: "1", `sin(2)`: "0.9092974268256817",
		`tan(0.5)`: "0.5463024898437905", `asin(1)`: "1.5707963267948966", `acos(0.5)`: "1.0471975511965979", `acos(-1)`: "3.141592653589793", `acos(2)`: "NaN",
		`asin(0.5)`: "0.5235987755982989", `atan(1)`: "0.7853981633974483", `atan2(-1, -1)`: "-2.356194490192345", `pi()`: "3.141592653589793", `random()`: "0.5",
		`sin(100)`: formatNumber(math.Sin(100)), `cos(1 div 0)`: "NaN", `tan('x')`: "NaN",
		`min(3, 1, 2)`: "1", `max(${score})`: "3", `min(${score})`: "-7", `max('')`: "NaN", `min(${nothing})`: "NaN", `max(1, '', 'x', 5)`: "5",
	}.run(t, "")
}

func TestLists(t *testing.T) {
	cases{
		`count(${member})`: "3", `count(${family})`: "3", `sum(${years})`: "41", `sum(${score})`: "-4", `sum(${nothing})`: "0", `count(${nothing})`: "0",
		`count-non-empty(${score})`: "3", `count-non-empty(${empty})`: "0", `max(${years})`: "20", `concat(${name})`: "AnBìnhChi",
		`indexed-repeat(${name}, ${family}, 1, ${member}, 2)`: "Bình", `indexed-repeat(${rank}, ${family}, 3)`: "3", `indexed-repeat(${rank}, ${family}, 4)`: "",
		`indexed-repeat(${rank}, ${family}, 0)`: "1", `indexed-repeat(${rank}, ${family}, ${empty})`: "1", `indexed-repeat(/data/family/rank, /data/family, 2)`: "2",
		`indexed-repeat(${years}, ${family}, 2, ${member}, 1)`: "20", `sum(${family}[rank > 1]/rank)`: "5", `${family}[2]/rank`: "2", `${family}[last()]/rank`: "3",
		`count(${member}[1])`: "2", `(${member})[3]/name`: "Chi", `/data/family[2]/member/name`: "Chi", `count(/data/family/member)`: "3", `count(/data/*)`: "15",
		`family[member/name = 'Chi']/rank`: "2", `trip/km`: "12.5", `./trip/km`: "12.5", `family/member[detail/years = 11]/name`: "Bình", `*[1]`: "17",
		`family/member/detail/../name`: "An", `count(family/member/..)`: "2", `join(' ', randomize(${score}, 42))`: "3 -7 x ", `count(randomize(${family}))`: "3",
		`${family}[position() = 2]/rank`: "2", `/data/trip/../age`: "17", `/nothing/age`: "", `missing/path`: "", `count(missing)`: "0", `position(${family}[3])`: "3",
		`position(missing)`: "0",
	}.run(t, "")
	cases{
		`${name}`: "Bình", `${rank}`: "1", `count(${member})`: "2", `count(${family})`: "3", `sum(${years})`: "11", `position(..)`: "2", `position(../..)`: "1",
		`../detail/years`: "11", `/data/family/rank`: "1", `/data/family/member/name`: "Bình", `count(/data/family/member)`: "2", `count(/data/family)`: "3",
		`indexed-repeat(${name}, ${family}, 2, ${member}, 1)`: "Chi", `indexed-repeat(${name}, ${family}, ${rank}, ${member}, position(..) - 1)`: "An",
		`indexed-repeat(../name, ../../../family, 2, .., 1)`: "Chi", `${member}[position() = position(current()/..) - 1]/name`: "An",
		`count(${member}[name != current()/../name])`: "1", `sum(${score})`: "-4", `indexed-repeat(/data/family/rank, /data/family, 3)`: "3",
		`count(${family}[rank = ${rank}])`: "1", `position()`: "1", `count(..|../..)`: "2",
	}.run(t, "family[1]/member[2]/name")
}

func TestDates(t *testing.T) {
	cases{
		`today()`: "2024-03-15", `now()`: "2024-03-15T10:30:00.000+07:00", `today() + 7`: "19804", `date(today() + 7)`: "2024-03-22", `date(${born} + 1)`: "2000-03-01",
		`today() - ${born}`: "8781", `int((today() - ${born}) div 365.25)`: "24", `number(date('1970-01-02'))`: "1", `date(6.5)`: "1970-01-07", `date('')`: "", `date(-1)`: "1969-12-31",
		`date(${empty} + 7)`: "", `date('2024-3-5')`: "2024-03-05", `date('2024-03-15T23:30:00+07:00')`: "2024-03-15", `date('2024-03-15T23:30:00Z')`: "2024-03-16",
		`date(now())`: "2024-03-15", `date(${met}) = today()`: "true", `date(now() + 7)`: "2024-03-22", `date-time(${met} + 0.5)`: "2024-03-15T18:00:00.000+07:00",
		`date-time(decimal-date-time(${met}) + 1 div 24)`: "2024-03-15T07:00:00.000+07:00", `date-time('2024-03-15')`: "2024-03-15", `date-time(today() + 0.5)`: "2024-03-15T12:00:00.000+07:00",
		// At six in the morning in Hà Nội it is still yesterday in UTC; a day must begin at its own midnight.
		`${met} >= today()`: "true", `${met} < today() + 1`: "true", `${met} < today()`: "false", `${met} > today() - 1`: "true", `today() <= ${met}`: "true", `int(${met} - today() + 0.001)`: "0",
		`${met} = '2024-03-14T23:00:00Z'`: "true", `${met} = date-time('2024-03-15T06:00:00')`: "true", `${born} = '2000-02-29'`: "true", `${born} = 'x'`: "false", `${born} != ''`: "true",
		`${born} = true()`: "true", `'2024-03-14' < today()`: "true", `'2024-03-15' = today()`: "true", `${born} > 11000`: "true", `'2024-02-30' < today()`: "false", `${empty} < today()`: "false",
		`decimal-date-time('1970-01-02T00:00:00Z')`: "1", `decimal-date-time('1970-01-01T07:00:00')`: "0", `decimal-date-time(5)`: "5", `decimal-time('12:00:00')`: "0.5", `decimal-time('12:00:00.000+07:00')`: "0.5",
		`decimal-time('12:00:00Z')`: formatNumber(19.0 / 24), `decimal-time('24:00:00')`: "NaN", `decimal-time('')`: "NaN", `decimal-time('noon')`: "NaN", `decimal-time(${met})`: "0.25", `decimal-time(${born})`: "0",
		`decimal-time('2024-03-15T18:00:00+07:00')`: "0.75", `format-date(${born}, '%Y/%y/%m/%n/%b/%d/%e/%a/%%')`: "2000/00/02/2/Feb/29/29/Tue/%", `format-date(${empty}, '%Y')`: "", `format-date('bad', '%Y')`: "",
		`format-date-time(${met}, '%H:%M:%S.%3 %h')`: "06:00:00.000 6", `format-date-time('2024-03-14T23:00:00Z', '%d/%m %H:%M')`: "15/03 06:00", `format-date(today() + 1, '%d')`: "16", `format-date-time('08:05:00', '%h.%M')`: "8.05",
		`format-date('2024-12-30', '%W')`: "1", `format-date(max(${born}, today()), '%d')`: "15", `max(${born}, today()) = today()`: "true", `'2024-03-15T00:00:00+07:00' < now()`: "true", `string(${met})`: "2024-03-15T06:00:00.000+07:00",
		`number('2024-03-15')`: "19797", `date(number(${born}))`: "2000-02-29", `if(true(), ${born}, '')`: "2000-02-29", `boolean(${born})`: "true", `date('0000-01-01')`: "0000-01-01", `7 + today() - today()`: "7",
	}.run(t, "")
}

func TestDateNamesFollowLanguage(t *testing.T) {
	e, err := Compile(`format-date('2024-03-17', '%a %b')`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := e.Evaluate(&Environment{Language: "vi"})
	if err != nil || got.AsString() != "CN Th3" {
		t.Errorf("%q, %v", got.AsString(), err)
	}
}

func TestDigests(t *testing.T) {
	cases{
		`digest('abc', 'MD5')`: "kAFQmDzST7DWlj99KOF/cg==", `digest('abc', 'SHA-1', 'hex')`: "a9993e364706816aba3e25717850c26c9cd0d89d",
		`digest('', 'SHA-256', 'hex')`:                 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		`string-length(digest('x', 'SHA-384', 'hex'))`: "96", `string-length(digest('x', 'SHA-512'))`: "88",
		`base64-decode('VGhpIMSRdWE=')`: "Thi đua", `base64-decode('VGhpIMSRdWE')`: "Thi đua", `base64-decode('%%%')`: "", `base64-decode('/w==')`: "",
		`string-length(uuid())`: "36", `substr(uuid(), 14, 15)`: "4", `string-length(uuid(5))`: "5", `uuid(0)`: "", `uuid(-1)`: "",
		`extract-signed('x', 'y')`: "", `extract-signed(
			'5VZDAMNgrHKQhuLMgG6CihSHfxZ+IIuM6rCQgqTlwHZOh3pg0h2w8WkwwOQ+wJpo0kSrrqpoqYpTm0GTaE4zCg==', '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=')`: "",
	}.run(t, "")
}

func TestErrorsWhenEvaluated(t *testing.T) {
	root := sample()
	for _, text := range []string{
		`date('not a date')`, `date('1983-09-31')`, `date('2024-13-01')`, `date(1 div 0)`, `date(99999999)`, `date(true())`, `decimal-date-time('-01-2019')`, `date-time('2024-01-01T25:00:00')`,
		`count(string(1))`, `sum(if(true(), 1, 2))`, `position(string(1))`, `digest('a', concat('MD', '6'))`, `digest('a', 'MD5', concat('b', 'c'))`, `format-date(today(), concat('%', 'q'))`,
		`regex('a', concat('(', '?=a)'))`, `instance('nothing')/root/item`, `indexed-repeat(${rank}, ${member}, 1)`, `uuid(99999999)`, `jr:choice-name('a', '${langs}')`, `if(true(), 'a', ${age})/b`,
	} {
		t.Run(text, func(t *testing.T) {
			e, err := Compile(text)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := e.Evaluate(root.environment(root)); err == nil {
				t.Errorf("%q, want an error", got.AsString())
			}
		})
	}
}

func TestErrorsKeepAnswersOut(t *testing.T) {
	e, err := Compile(`date(${text})`)
	if err != nil {
		t.Fatal(err)
	}
	root := sample()
	_, err = e.Evaluate(root.environment(root))
	var wrong *TypeError
	if !errors.As(err, &wrong) || wrong.Error() != "date: the text is not a date" {
		t.Errorf("%v", err)
	}
}
