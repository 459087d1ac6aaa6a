package org.jzones.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jzones.model.FileNames;

/** The directories of a host by the beginning of their path, for completion. */
public final class HostDirectories {
    private final Layout layout;

    public HostDirectories(Layout layout) {
        this.layout = layout;
    }

    /** The directories whose in-root path begins with the text, sorted, each with a slash at its end. */
    public List<String> beginningWith(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            return text.isEmpty() ? List.of("/") : List.of();
        }
        String above = text.substring(0, slash + 1);
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.resolve(above), Files::isDirectory)) {
            for (Path file : files) {
                found.add(above + file.getFileName() + "/");
            }
        } catch (IOException e) {
            return List.of(); // nothing to offer where we may not look
        }
        found.removeIf(path -> !path.startsWith(text) || !FileNames.isReadable(path));
        found.sort(null);
        return found;
    }
}
