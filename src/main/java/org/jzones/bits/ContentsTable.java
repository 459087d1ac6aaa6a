package org.jzones.bits;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jzones.file.Progress;
import org.jzones.software.sadm.ContentsEntry;
import org.jzones.software.sadm.SadmDatabase;

/** A zone's contents file in memory (contents(4)): entries by path, and after them the lines that are none. */
final class ContentsTable {
    private final NavigableMap<String, List<ContentsEntry>> entries = new TreeMap<>();
    private final List<byte[]> others = new ArrayList<>();

    /** The entries and other lines of a software database; none if it has no contents. */
    static ContentsTable of(SadmDatabase sadm) {
        ContentsTable table = new ContentsTable();
        if (sadm.hasContents()) {
            sadm.entries(Progress.SILENT, table::add, line -> {
                if (line.length > 0) {
                    table.others.add(line);
                }
            });
        }
        return table;
    }

    /** The other lines of this one, and no entries. */
    ContentsTable withoutEntries() {
        ContentsTable table = new ContentsTable();
        table.others.addAll(others);
        return table;
    }

    /** Adds a line; a path may have several. */
    void add(ContentsEntry entry) {
        entries.computeIfAbsent(entry.path(), path -> new ArrayList<>(1)).add(entry);
    }

    /** The lines of a path; none if it has none. */
    List<ContentsEntry> at(String path) {
        return entries.getOrDefault(path, List.of());
    }

    /** The lines by path, in the order of the path's bytes. */
    NavigableMap<String, List<ContentsEntry>> byPath() {
        return entries;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Map.Entry<String, List<ContentsEntry>> lines : entries.entrySet()) {
            for (ContentsEntry entry : lines.getValue()) {
                bytes.writeBytes(entry.line(entry.packages()).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        for (byte[] line : others) {
            bytes.writeBytes(line);
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }
}
