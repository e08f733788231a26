package main

import (
	"reflect"
	"slices"
	"testing"

	"github.com/spf13/cobra"
)

// Whatever can be selected by can be asked for on the command line.
func TestEveryFieldOfASelectionHasAFlag(t *testing.T) {
	var f selectionFlags
	cmd := &cobra.Command{}
	f.add(cmd)
	f.addBetween(cmd)
	args := []string{"--actor=ann", "--kind=meeting", "--only=contacts", "--state=denied", "--stance=denies",
		"--country=GB", "--side=Rebels", "--since=2014", "--until=2015",
		"--certain", "--document=d1", "--publisher=Mirror", "--drop-document=d2", "--drop-publisher=Echo",
		"--drop-single-source", "--known-by=2020",
		"--checked", "--between=ann,bo", "--also=planned"}
	if err := cmd.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	s, err := f.selection(cmd)
	if err != nil {
		t.Fatal(err)
	}
	// These are set by what needs the dossier: --verified, --hide, and the periods of --by.
	others := []string{"Verified", "HiddenActors", "HiddenContacts", "Named"}
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; v.Field(i).IsZero() != slices.Contains(others, name) {
			t.Errorf("field %s is %v: no flag sets it", name, v.Field(i))
		}
	}
}
