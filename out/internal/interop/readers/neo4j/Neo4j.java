import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Result;

/**
 * Runs relgraph's Cypher scripts in a Neo4j database, each twice, and asks it for actors and contacts.
 *
 * Standard input has a job a line: {"consumer": ..., "reads": ..., "file": ...}. Standard output gets the job back with what the
 * database answered, "actors" and "contacts", or with its words in "error".
 */
public class Neo4j {
    private static final String CONTACTS = """
        MATCH (from:Actor)<-[:FROM]-(c:Contact)-[:TO]->(to:Actor)
        CALL (c) {
          MATCH (c)-[r:CLAIM]->(claim:Claim)
          OPTIONAL MATCH (claim)-[:DOCUMENT]->(document:Document)
          WITH claim, document ORDER BY r.position
          RETURN collect(claim) AS claims, collect(DISTINCT document) AS documents
        }
        OPTIONAL MATCH (a:Actor)-[line:CONTACT|AFFILIATION|TIE {id: c.id}]->(b:Actor)
        WITH from, c, to, claims, documents, collect(CASE WHEN line IS NULL THEN null ELSE a.id + '>' + b.id END) AS lines,
          collect(CASE WHEN line IS NULL OR line.state = c.state AND line.claim_ids = [x IN claims | x.id] THEN null ELSE line.id END) AS unlike
        RETURN c {.*, source: from.id, target: to.id, from: from.id, to: to.id, relation: c.kind, directed: c.direction = 'directed', claims: size(claims),
          claim_ids: [x IN claims | x.id], stances: [x IN claims | x.stance], hedges: [x IN claims | x.hedge], locators: [x IN claims | x.locator],
          summaries: [x IN claims | x.summary], asserted_by: [x IN claims | x.asserted_by],
          documents: [x IN documents | x.id], urls: [x IN documents | x.url], lines: COLLECT { UNWIND lines AS line RETURN line ORDER BY line }} AS row,
          size(lines) > 0 AS drawn, size(unlike) = 0 AS alike
        """;

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(Files.createTempDirectory("neo4j").toRealPath()).build();
        GraphDatabaseService database = service.database("neo4j");
        Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
        while (lines.hasNextLine()) {
            String job = lines.nextLine();
            Map<String, Object> answer = new LinkedHashMap<>();
            try {
                read(database, Path.of(field(job, "file")), answer);
            } catch (Throwable e) {
                answer = Map.of("error", e.toString());
            }
            String text = json(answer);
            out.println(job.substring(0, job.lastIndexOf('}')) + (answer.isEmpty() ? "" : ", ") + text.substring(1));
        }
        service.shutdown();
    }

    private static String field(String job, String name) {
        Matcher m = Pattern.compile("\"" + name + "\": ?\"([^\"]*)\"").matcher(job);
        if (!m.find()) {
            throw new IllegalArgumentException("no " + name + " in " + job);
        }
        return m.group(1);
    }

    private static void read(GraphDatabaseService database, Path file, Map<String, Object> answer) throws Exception {
        database.executeTransactionally("MATCH (n) DETACH DELETE n");
        String counted = null;
        for (int run = 1; run <= 2; run++) {
            for (String statement : Files.readString(file).split(";\n")) { // no literal has a line end
                if (!statement.isBlank()) {
                    database.executeTransactionally(statement);
                }
            }
            String count = ask(database, "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relationships").toString();
            if (run == 2 && !count.equals(counted)) {
                throw new IllegalStateException("run once " + counted + ", run twice " + count);
            }
            counted = count;
        }
        List<Object> actors = new ArrayList<>();
        for (Map<String, Object> row : ask(database, "MATCH (n:Actor) RETURN n {.*} AS row")) {
            actors.add(row.get("row"));
        }
        List<Object> contacts = new ArrayList<>();
        for (Map<String, Object> row : ask(database, CONTACTS)) {
            @SuppressWarnings("unchecked")
            Map<String, Object> contact = new LinkedHashMap<>((Map<String, Object>) row.get("row"));
            boolean hidden = List.of("denied", "retracted", "unreported").contains(contact.get("state"));
            if (hidden == (Boolean) row.get("drawn") || !(Boolean) row.get("alike")) {
                throw new IllegalStateException(contact.get("id") + ": the relationship says something else than the node");
            }
            contact.replaceAll((name, value) -> value instanceof List<?> list ? joined(list) : value instanceof Object[] array ? joined(List.of(array)) : value);
            contacts.add(contact);
        }
        answer.put("actors", actors);
        answer.put("contacts", contacts);
    }

    private static List<Map<String, Object>> ask(GraphDatabaseService database, String query) {
        return database.executeTransactionally(query, Map.of(), (Result result) -> result.stream().collect(Collectors.toList()));
    }

    /** As relgraph's own tables write lists: "-" for a blank, nothing if all are. */
    private static String joined(List<?> values) {
        if (values.stream().allMatch(value -> value == null)) {
            return "";
        }
        return values.stream().map(value -> value == null ? "-" : value.toString()).collect(Collectors.joining("; "));
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(e -> quote(e.getKey().toString()) + ": " + json(e.getValue())).collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Neo4j::json).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Object[] array) {
            return json(List.of(array));
        }
        return value == null || value instanceof Number || value instanceof Boolean ? String.valueOf(value) : quote(value.toString());
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            quoted.append(c == '"' || c == '\\' ? "\\" + c : c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return quoted.append('"').toString();
    }
}
