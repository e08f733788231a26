import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.StringJoiner;
import java.util.logging.LogManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.plugin.file.spreadsheet.ImporterSpreadsheetCSV;
import org.gephi.io.processor.plugin.AppendProcessor;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.io.processor.spi.Processor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/**
 * Reads relgraph's exports with Gephi's own importer, without a window and with Gephi's own settings, and holds GraphML against
 * its schema.
 *
 * Standard input has a job a line: {"consumer": ..., "reads": ..., "file": ...}. Standard output gets the job back with what was
 * read, "actors" and "contacts", or with the consumer's words in "error".
 */
public class Read {
    private static final Schema SCHEMA = schema();

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what Gephi says on its own is no answer
        LogManager.getLogManager().reset();
        Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
        while (lines.hasNextLine()) {
            String job = lines.nextLine();
            String answer;
            try {
                answer = field(job, "consumer").equals("Gephi") ? gephi(new File(field(job, "file"))) : validate(field(job, "file"));
            } catch (Throwable e) {
                answer = "\"error\": " + quote(e.toString());
            }
            out.println(job.substring(0, job.lastIndexOf('}')) + ", " + answer + "}");
        }
    }

    /** The job's fields need no more: no name of a file has a quotation mark or a backslash. */
    private static String field(String job, String name) {
        Matcher m = Pattern.compile("\"" + name + "\": ?\"([^\"]*)\"").matcher(job);
        if (!m.find()) {
            throw new IllegalArgumentException("no " + name + " in " + job);
        }
        return m.group(1);
    }

    private static String validate(String file) throws Exception {
        SCHEMA.newValidator().validate(new StreamSource(new File(file)));
        return "\"actors\": null, \"contacts\": null";
    }

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(Read.class.getResource("/graphml.xsd"));
        } catch (org.xml.sax.SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String gephi(File file) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        StringJoiner issues = new StringJoiner("; ");
        if (file.getName().endsWith(".nodes.csv")) {
            File edges = new File(file.getPath().replace(".nodes.csv", ".edges.csv"));
            process(importer.importFile(file, spreadsheet(file)), new DefaultProcessor(), issues);
            process(importer.importFile(edges, spreadsheet(edges)), new AppendProcessor(), issues);
        } else {
            process(importer.importFile(file), new DefaultProcessor(), issues);
        }
        Graph graph = Lookup.getDefault().lookup(GraphController.class).getGraphModel(projects.getCurrentWorkspace()).getGraph();
        StringJoiner actors = new StringJoiner(", ", "[", "]");
        for (Node node : graph.getNodes()) {
            Map<String, Object> values = values(node, graph.getModel().getNodeTable());
            values.put("x", node.x());
            values.put("y", node.y());
            values.put("size", node.size());
            actors.add(object(values));
        }
        StringJoiner contacts = new StringJoiner(", ", "[", "]");
        for (Edge edge : graph.getEdges()) {
            Map<String, Object> values = values(edge, graph.getModel().getEdgeTable());
            values.put("weight", edge.getWeight());
            values.put("source", edge.getSource().getId());
            values.put("target", edge.getTarget().getId());
            values.put("directed", edge.isDirected());
            values.put("type", edge.getTypeLabel());
            contacts.add(object(values));
        }
        String error = issues.length() == 0 ? "" : ", \"error\": " + quote(issues.toString());
        return "\"actors\": " + actors + ", \"contacts\": " + contacts + error;
    }

    private static void process(Container container, Processor processor, StringJoiner issues) {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        Lookup.getDefault().lookup(ImportController.class).process(container, processor, projects.getCurrentWorkspace());
        for (Iterator<Issue> all = container.getReport().getIssues(1000); all.hasNext();) {
            Issue issue = all.next();
            if (issue.getLevel() != Issue.Level.INFO) {
                issues.add(issue.getLevel() + ": " + issue.getMessage());
            }
        }
    }

    /** What "Import spreadsheet" does when nothing is changed in its dialog. */
    private static ImporterSpreadsheetCSV spreadsheet(File file) {
        ImporterSpreadsheetCSV importer = new ImporterSpreadsheetCSV();
        importer.setFile(file);
        importer.refreshAutoDetections();
        return importer;
    }

    private static Map<String, Object> values(Element element, Table table) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : table) {
            Object value = element.getAttribute(column);
            if (value instanceof IntervalSet) {
                Interval span = ((IntervalSet) value).toArray().length == 0 ? null : intervals((IntervalSet) value);
                values.put("from_day", span == null ? null : day(span.getLow()));
                values.put("until_day", span == null ? null : day(span.getHigh()));
            } else if (value != null && !column.getTitle().equals("Label")) {
                values.put(column.getTitle(), value);
            }
        }
        values.put("id", element.getId());
        values.put("label", element.getLabel());
        values.put("color", String.format("#%06x", element.getColor().getRGB() & 0xffffff));
        return values;
    }

    private static Interval intervals(IntervalSet set) {
        double[] all = set.getIntervals();
        return new Interval(all[0], all[all.length - 1]);
    }

    /** A moment as its day; null for an end that is open. */
    private static String day(double millis) {
        return Double.isInfinite(millis) ? null : Instant.ofEpochMilli((long) millis).toString().substring(0, 10);
    }

    private static String object(Map<String, Object> values) {
        StringJoiner fields = new StringJoiner(", ", "{", "}");
        values.forEach((name, value) -> fields.add(quote(name) + ": " + literal(value)));
        return fields.toString();
    }

    private static String literal(Object value) {
        boolean bare = value == null || value instanceof Number || value instanceof Boolean;
        return bare ? String.valueOf(value) : quote(value.toString());
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\' || c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
