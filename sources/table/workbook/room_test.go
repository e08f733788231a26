package workbook

import "testing"

// The cells of all sheets of a workbook are counted together, blank ones beside others among them.
func TestSheetsShareTheRoomForCells(t *testing.T) {
	room := 7
	sheet := func() *Sheet { return &Sheet{Rows: []Row{{Number: 1, Cells: make([]Cell, 2)}, {Number: 2}}} }
	if err := sheet().square(&room); err != nil || room != 3 {
		t.Errorf("the first of four cells leaves room for %d of 7: %v", room, err)
	}
	if err := sheet().square(&room); err != errTooMany {
		t.Errorf("four cells have room for three: %v", err)
	}
}
