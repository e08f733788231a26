"""Tests of the Python package on the built-in dossier, against what pandas and NetworkX make of it."""

import json
import unittest

import networkx
import pandas

import relgraph


class ReadTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dossier = relgraph.read("syria-contacts")

    def test_frames_have_every_row(self):
        for name in ("actors", "documents", "claims", "contacts", "ties"):
            rows = json.loads(relgraph.run("list", name, "syria-contacts", "--json"))[name]
            frame = getattr(self.dossier, name)
            self.assertGreater(len(rows), 0, name)
            self.assertEqual(list(frame["id"]), [row["id"] for row in rows], name)

    def test_cells_have_types(self):
        contacts = self.dossier.contacts
        self.assertTrue(pandas.api.types.is_integer_dtype(contacts["origins_min"]))
        self.assertTrue(pandas.api.types.is_bool_dtype(contacts["directed"]))
        self.assertTrue(pandas.api.types.is_string_dtype(contacts["state"]))
        self.assertEqual(contacts.loc[contacts["id"] == "shrine-warning", "members"].item()[:2], ["us-intelligence", "hts"])

    def test_claims_are_named_by_contacts(self):
        known = set(self.dossier.claims["id"])
        named = {claim for claims in self.dossier.contacts["claims"] for claim in claims}
        self.assertTrue(named)
        self.assertLessEqual(named, known)

    def test_flags_choose(self):
        some = relgraph.read("syria-contacts", "--actor", "hts")
        self.assertLess(len(some.contacts), len(self.dossier.contacts))
        self.assertTrue(all("hts" in members for members in some.contacts["members"]))

    def test_graph_has_every_contact(self):
        graph = self.dossier.graph()
        self.assertIsInstance(graph, networkx.MultiGraph)
        self.assertEqual(set(graph.nodes), set(self.dossier.actors["id"]))
        drawn = self.dossier.contacts[~self.dossier.contacts["state"].isin(["denied", "retracted", "unreported"])]
        edges = {data.get("contact", key) for *_, key, data in graph.edges(keys=True, data=True)}
        self.assertEqual(edges, set(drawn["id"]))
        act = [data["weight"] for *_, data in graph.edges(data=True) if data.get("contact") == "shrine-warning"]
        self.assertEqual(act, [0.5, 0.5])
        self.assertEqual(graph.nodes["mi6"]["name"], "MI6")
        self.assertIsInstance(graph.edges["mi6", "assad-intelligence", "assad-intelligence--mi6--talks--..2014-09"]["last_year"], int)

    def test_graph_takes_ties(self):
        edges = {key for *_, key in self.dossier.graph(ties=True).edges(keys=True)}
        self.assertLessEqual(set(self.dossier.ties["id"]), edges)

    def test_errors_have_the_programs_words(self):
        with self.assertRaises(relgraph.RelgraphError) as caught:
            relgraph.read("no-such-dossier")
        self.assertEqual(caught.exception.code, 1)
        self.assertIn("no-such-dossier", str(caught.exception))


class FigureTest(unittest.TestCase):
    def test_figure_shows_itself(self):
        drawn = relgraph.figure("syria-contacts", "--actor", "hts")
        self.assertTrue(drawn._repr_svg_().lstrip().startswith("<svg") or "<svg" in drawn.svg[:400])
        self.assertIn("contacts", drawn.alt)


if __name__ == "__main__":
    unittest.main()
