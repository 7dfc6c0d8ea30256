package xpath_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/flows/xpath"
	"thidua/flows/xpath/vectors"
)

// TestVectors runs expressions.jsonl of the folder that THIDUA_XLSFORM_VECTORS names.
func TestVectors(t *testing.T) {
	folder := os.Getenv(vectors.Folder)
	if folder == "" {
		t.Skip(vectors.Folder + " is not set")
	}
	list, err := vectors.Read(filepath.Join(folder, "expressions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range list {
		t.Run(v.ID, func(t *testing.T) {
			if problem := v.Differs(evaluate(&v)); problem != "" {
				t.Errorf("%s: %s", v.Expr, problem)
			}
		})
	}
}

func evaluate(v *vectors.Vector) (xpath.Value, error) {
	env, err := v.Environment(vectors.Now(), time.LoadLocation)
	if err != nil {
		return xpath.Value{}, err
	}
	env.Random = func() float64 { return 0.5 }
	return v.Evaluate(env)
}
