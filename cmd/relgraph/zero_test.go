package main

import (
	"bufio"
	"context"
	"io"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// notCalled are functions and methods that zero values are not given to, and why.
var notCalled = map[string]string{
	"graph.Must":             "panics if its error is not nil: that is what it is for",
	"sources/table.Embedded": "panics if a file that comes with the program is not there",
}

// TestZeroValuesDoNotPanic calls every exported function, and every method of each exported type, with zero values:
// pointers to such ones and to nothing, lists of one, functions that do nothing.
func TestZeroValuesDoNotPanic(t *testing.T) {
	called := 0
	call := func(name string, f reflect.Value) {
		if notCalled[name] != "" {
			return
		}
		for _, how := range []zeroing{{}, {lists: true}} {
			args, ok := how.arguments(f.Type())
			if !ok {
				t.Errorf("%s: say in this test what stands for its arguments, %v", name, f.Type())
				return
			}
			called++
			func() {
				defer func() {
					if r := recover(); r != nil {
						t.Errorf("%s, lists of one %v: %v", name, how.lists, r)
					}
				}()
				for _, result := range f.Call(args) {
					drain(result)
				}
			}()
		}
	}
	for _, name := range slices.Sorted(maps.Keys(functions)) {
		call(name, reflect.ValueOf(functions[name]))
	}
	for _, name := range slices.Sorted(maps.Keys(zeros)) {
		v := reflect.ValueOf(zeros[name])
		for i := range v.NumMethod() {
			call(name+"."+v.Type().Method(i).Name, v.Method(i))
		}
	}
	if called < 1500 {
		t.Errorf("only %d calls were made", called)
	}
	for name := range notCalled {
		typ := name[:max(strings.LastIndex(name, "."), 0)]
		if _, ok := functions[name]; !ok && zeros[typ] == nil {
			t.Errorf("%s is not called, and is none", name)
		}
	}
}

// A zeroing makes zero arguments: lists of nothing, or of one zero value.
type zeroing struct{ lists bool }

func (z zeroing) arguments(of reflect.Type) (args []reflect.Value, ok bool) {
	for i := range of.NumIn() {
		in := of.In(i)
		if of.IsVariadic() && i == of.NumIn()-1 {
			if z.lists {
				in = in.Elem()
			} else {
				break
			}
		}
		arg, ok := z.value(in)
		if !ok {
			return nil, false
		}
		args = append(args, arg)
	}
	return args, true
}

// value is a zero value of a type; for an interface one of the least that can be had.
func (z zeroing) value(of reflect.Type) (v reflect.Value, ok bool) {
	switch of.Kind() {
	case reflect.Pointer:
		if of == reflect.TypeFor[*bufio.Writer]() {
			return reflect.ValueOf(bufio.NewWriter(io.Discard)), true
		}
		return reflect.New(of.Elem()), true
	case reflect.Slice:
		if !z.lists || of.Elem().Kind() == reflect.Uint8 {
			return reflect.Zero(of), true
		}
		one, ok := z.value(of.Elem())
		if !ok {
			return v, false
		}
		return reflect.Append(reflect.Zero(of), one), true
	case reflect.Func:
		return reflect.MakeFunc(of, func([]reflect.Value) (results []reflect.Value) {
			for i := range of.NumOut() {
				results = append(results, reflect.Zero(of.Out(i)))
			}
			return results
		}), true
	case reflect.Interface:
		for _, least := range []any{
			context.Background(), io.Discard, strings.NewReader(""), fstest.MapFS{}, fs.ErrNotExist,
		} {
			if of.NumMethod() > 0 && reflect.TypeOf(least).Implements(of) {
				return reflect.ValueOf(least), true
			}
		}
		return reflect.Zero(of), true
	default:
		return reflect.Zero(of), true
	}
}

// drain goes through what a function yields, since it does its work only then.
func drain(result reflect.Value) {
	t := result.Type()
	if t.Kind() != reflect.Func || result.IsNil() || !strings.HasPrefix(t.String(), "iter.Seq") {
		return
	}
	yield := t.In(0)
	result.Call([]reflect.Value{reflect.MakeFunc(yield, func([]reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(true)}
	})})
}
