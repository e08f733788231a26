package main

import (
	"context"
	"io"
	"reflect"
	"testing"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// zeros are what a program that links relgraph can make with new, without a constructor.
var zeros = []any{
	new(graph.Contact), new(graph.Graph), new(graph.Multigraph),
	new(graph.Origins), new(graph.RollUp), new(graph.State), new(graph.Undirected), new(graph.View),
	new(out.Format), new(out.Rendering),
	new(sources.Actor), new(sources.Chain), new(sources.Channel), new(sources.Claim), new(sources.Coding),
	new(sources.Column), new(sources.ColumnOf[sources.Claim]), new(sources.Diagnostic), new(sources.Diagnostics),
	new(sources.Document), new(sources.Dossier), new(sources.Kind), new(sources.Modality), new(sources.Pos),
	new(sources.SeveralMeant), new(sources.Speaker), new(sources.Stance),
	new(edtf.Date), new(edtf.Day),
}

// TestZeroValuesDoNotPanic calls every method of each with zero values: pointers to such ones, functions that do
// nothing. Methods that take what another package makes are not called.
func TestZeroValuesDoNotPanic(t *testing.T) {
	called := 0
	for _, zero := range zeros {
		v := reflect.ValueOf(zero)
		for i := range v.NumMethod() {
			args, ok := zeroArguments(v.Method(i).Type())
			if !ok {
				continue
			}
			called++
			func() {
				defer func() {
					if r := recover(); r != nil {
						t.Errorf("%v.%s: %v", v.Type(), v.Type().Method(i).Name, r)
					}
				}()
				v.Method(i).Call(args)
			}()
		}
	}
	if called < 150 {
		t.Errorf("only %d methods were called", called)
	}
}

func zeroArguments(of reflect.Type) (args []reflect.Value, ok bool) {
	n := of.NumIn()
	if of.IsVariadic() {
		n--
	}
	for i := range n {
		switch in := of.In(i); {
		case in.Kind() == reflect.Pointer:
			args = append(args, reflect.New(in.Elem()))
		case in.Kind() == reflect.Func:
			args = append(args, reflect.MakeFunc(in, func([]reflect.Value) (results []reflect.Value) {
				for i := range in.NumOut() {
					results = append(results, reflect.Zero(in.Out(i)))
				}
				return results
			}))
		case in == reflect.TypeFor[io.Writer]():
			args = append(args, reflect.ValueOf(io.Discard))
		case in == reflect.TypeFor[context.Context]():
			args = append(args, reflect.ValueOf(context.Background()))
		case in.Kind() == reflect.Interface:
			return nil, false
		default:
			args = append(args, reflect.Zero(in))
		}
	}
	return args, true
}
