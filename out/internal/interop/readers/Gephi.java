import java.io.File;
import java.util.logging.LogManager;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.exporter.spi.Exporter;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewModel;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/**
 * Opens a graph file in Gephi, without a window and with Gephi's own settings, and has Gephi write others: the picture of its
 * Preview (.svg), or what it saves (.graphml, .gexf). The first argument is the file, the others are written; behind the
 * word "names", the picture has names, straight lines, and lines in their own colours.
 */
public class Gephi {
    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(args[0]));
        importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
        PreviewModel preview = Lookup.getDefault().lookup(PreviewController.class).getModel();
        ExportController exporter = Lookup.getDefault().lookup(ExportController.class);
        for (int i = 1; i < args.length; i++) {
            if (args[i].equals("names")) {
                preview.getProperties().putValue(PreviewProperty.SHOW_NODE_LABELS, Boolean.TRUE);
                preview.getProperties().putValue(PreviewProperty.EDGE_CURVED, Boolean.FALSE);
                preview.getProperties().putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(EdgeColor.Mode.ORIGINAL));
                continue;
            }
            exporter.exportFile(new File(args[i]));
        }
        System.exit(0); // the toolkit keeps threads
    }
}
