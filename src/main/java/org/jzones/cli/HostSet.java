package org.jzones.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;

/** The hosts that are named on a command line: a directory that holds only inventories and captures stands for these. */
final class HostSet {
    private HostSet() {}

    /** One name a host, in the order given; the files of a directory in that of their names. */
    static List<String> of(List<String> named) {
        List<String> hosts = new ArrayList<>();
        for (String name : named) {
            List<String> inside = name.isEmpty() ? List.of() : inside(name);
            hosts.addAll(inside.isEmpty() ? List.of(name) : inside);
        }
        return hosts;
    }

    /** The files in a directory of nothing but hosts; none of any other. */
    private static List<String> inside(String name) {
        List<String> files = new ArrayList<>();
        try {
            Path directory = FileNames.path(name);
            if (!Files.isDirectory(directory)) {
                return List.of();
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    if (!RootGuess.isHostFile(entry) || !FileNames.isReadable(entry.toString())) {
                        return List.of();
                    }
                    files.add(entry.toString());
                }
            }
        } catch (IOException | DirectoryIteratorException | Failure e) {
            return List.of(); // whoever reads it as a host root says what is wrong
        }
        files.sort(null);
        return files;
    }
}
