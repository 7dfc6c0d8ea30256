// Reads a workbook and prints what it holds as JSON: per sheet its tables, and every cell that is not empty.
const ExcelJS = require('exceljs')

async function main (file) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const sheets = workbook.worksheets.map(sheet => ({
    name: sheet.name,
    tables: Object.keys(sheet.tables || {}),
    frozen: sheet.views.some(view => view.state === 'frozen'),
    landscape: sheet.pageSetup.orientation === 'landscape',
    cells: cellsOf(sheet)
  }))
  console.log(JSON.stringify({ title: workbook.title, creator: workbook.creator, sheets }))
}

function cellsOf (sheet) {
  const cells = {}
  sheet.eachRow(row => row.eachCell(cell => {
    const found = { kind: kinds[cell.type] || String(cell.type), format: cell.numFmt || '' }
    if (cell.formula) found.formula = cell.formula
    const value = cell.formula ? cell.result : cell.value
    if (value instanceof Date) found.value = value.toISOString()
    else if (cell.type === ExcelJS.ValueType.Hyperlink) found.value = String(cell.text)
    else if (value !== null && value !== undefined) found.value = String(value)
    cells[cell.address] = found
  }))
  return cells
}

const kinds = Object.fromEntries(Object.entries(ExcelJS.ValueType).map(([name, number]) => [number, name]))

main(process.argv[2]).catch(error => {
  console.error(error.stack)
  process.exit(1)
})
