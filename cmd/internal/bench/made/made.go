// Package made makes dossiers of any size to measure with: lists that look like those of people, and are about
// nobody. The same size gives the same bytes on every machine.
package made

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A Size says how many rows a dossier has.
type Size struct{ Actors, Documents, Claims int }

// Of is the size of a dossier of that many claims: a third as many actors, a tenth as many documents.
func Of(claims int) Size { return Size{max(claims/3, 3), max(claims/10, 1), claims} }

// again is how many of a hundred rows are about two actors that a row before was about.
const again = 20

var (
	given = strings.Fields("Alma Bruno Céline Dariusz Esra Fatou Gôkhan Håkon Inês Jarosław Kübra Leïla Mário " +
		"Nadia Olga Pål Quentin Rūta Søren Týna أمل بسام Дарья Егор")
	families = strings.Fields("Abel-Haas Bøe Çınar d'Orsay Errázuriz Făgăraș Grünwald Hadžić Iłowiecki Jónsson " +
		"Kovač Lindqvist Müllner Nuñez O'Dea Přibyl Quispe الراوي Šimić Tóth")
	bodies = []string{"Harbour Office", "Ferries & Sons Ltd.", "Société des phares", "Hafenamt", "Compañía de faros",
		"Light, Buoy and Pilot Co.", "управление порта", "هيئة الميناء"}
	outlets = []string{"The Harbour Times", "Le Phare du matin", "Hafenblatt", "Gazeta Portowa",
		"Registry of Companies, Port Office", "El Faro"}
	places  = strings.Fields("FR GB DE LB EG US CH LU PA CY ES BR TN MA PL NO")
	kinds   = strings.Fields("meeting call message visit talks warning mediation coordination presence contact")
	western = strings.Fields(`the ferry left harbour at noon and captain spoke with pilot about lights "repairs" to quay, minutes say; clerk's note & ledger
		(page annex) le capitaine déclare réunion à bord der Lotse bestätigt Gespräch über Gebühren el práctico según acta <draft> – signed copy kept office`)
	eastern = strings.Fields("السفينة غادرت الميناء ظهرا وقال القبطان إن المرشد حضر капитан сообщил о встрече в " +
		"порту вечером")
)

// Write makes the dossier in a folder: actors.csv, documents.csv and claims.csv.
func Write(folder string, size Size) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for name, rows := range Tables(size) {
		f, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		b := bufio.NewWriterSize(f, 1<<20)
		err = writeTable(b, rows)
		if err == nil {
			err = b.Flush()
		}
		if closing := f.Close(); err == nil {
			err = closing
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func writeTable(w io.Writer, rows func(write func(cells ...string))) error {
	c := csv.NewWriter(w)
	rows(func(cells ...string) { _ = c.Write(cells) }) // a csv.Writer remembers its first error
	c.Flush()
	return c.Error()
}

// Tables are the rows of the tables, by their files' names, the header first.
func Tables(size Size) map[string]func(write func(cells ...string)) {
	return map[string]func(write func(cells ...string)){
		"actors.csv":    func(write func(...string)) { actors(size, write) },
		"documents.csv": func(write func(...string)) { documents(size, write) },
		"claims.csv":    func(write func(...string)) { claims(size, write) },
	}
}

func source(table uint64) *rand.Rand { return rand.New(rand.NewPCG(table, 20)) }

func pick(r *rand.Rand, words []string) string { return words[r.IntN(len(words))] }

func actors(size Size, write func(...string)) {
	r := source(1)
	write("id", "name", "kind", "country")
	for i := range size.Actors {
		name, kind := pick(r, given)+" "+pick(r, families), "person"
		if r.IntN(4) == 0 {
			name, kind = pick(r, families)+" "+pick(r, bodies), "organisation"
		}
		write(actorID(i), fmt.Sprintf("%s %07d", name, i), kind, pick(r, places)) // the number keeps names apart
	}
}

func documents(size Size, write func(...string)) {
	r := source(2)
	write("id", "title", "publisher", "issued", "url")
	for i := range size.Documents {
		write(documentID(i), fmt.Sprintf("%s, no. %d", sentence(r, 5+r.IntN(5)), i), pick(r, outlets), "2026-01-02",
			fmt.Sprintf("https://archive.example.org/text/%06d?lang=%s&page=%d", i, strings.ToLower(pick(r, places)),
				1+r.IntN(300)))
	}
}

func claims(size Size, write func(...string)) {
	r := source(3)
	write("id", "actor", "recipient", "document", "kind", "date", "locator", "summary")
	order := r.Perm(size.Actors) // so that those with many contacts stand anywhere in the table
	one := func() int {          // few have many contacts, and most have few: degrees follow a power law of exponent 2.5
		u := r.Float64()
		return order[int(float64(float64(size.Actors)*u)*u*u)]
	}
	var before [][2]int
	for i := range size.Claims {
		var pair [2]int
		if len(before) > 0 && r.IntN(100) < again {
			pair = before[r.IntN(len(before))]
		} else {
			for pair[0] == pair[1] {
				pair = [2]int{one(), one()}
			}
			const remembered = 4096
			if before = append(before, pair); len(before) > remembered {
				before[r.IntN(remembered)] = pair
				before = before[:remembered]
			}
		}
		u := r.Float64()
		locator := ""
		if r.IntN(4) > 0 {
			locator = "p. " + strconv.Itoa(1+r.IntN(400))
		}
		write(fmt.Sprintf("c%07d", i), actorID(pair[0]), actorID(pair[1]),
			documentID(int(float64(float64(size.Documents)*u)*u)), pick(r, kinds), date(r), locator,
			sentence(r, 8+r.IntN(20)))
	}
}

func actorID(i int) string    { return fmt.Sprintf("a%07d", i) }
func documentID(i int) string { return fmt.Sprintf("d%06d", i) }

func date(r *rand.Rand) string {
	year, month, day := 1985+r.IntN(40), 1+r.IntN(12), 1+r.IntN(28)
	switch r.IntN(10) {
	case 0:
		return strconv.Itoa(year)
	case 1:
		return fmt.Sprintf("%d-%02d", year, month)
	case 2:
		return fmt.Sprintf("%d/%d", year, year+1)
	}
	return fmt.Sprintf("%d-%02d-%02d", year, month, day)
}

func sentence(r *rand.Rand, length int) string {
	words := western
	if r.IntN(16) == 0 {
		words = eastern
	}
	parts := make([]string, length)
	for i := range parts {
		parts[i] = pick(r, words)
	}
	return strings.Join(parts, " ")
}
