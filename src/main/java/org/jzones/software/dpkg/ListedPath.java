package org.jzones.software.dpkg;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jzones.model.FileFacts.Kind;
import org.jzones.software.Delivery;

/** A path of a package's list below which the list has nothing; whether it is a directory is not told there. */
record ListedPath(String path, List<String> packages) implements Delivery {
    ListedPath {
        packages = List.copyOf(packages);
    }

    @Override
    public String filePath() {
        return new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public Kind kind() {
        return Kind.FILE;
    }

    @Override
    public boolean isEditable() {
        return false;
    }

    @Override
    public boolean countsForItself() {
        return false;
    }

    @Override
    public Delivery of(Predicate<String> fitting) {
        return new ListedPath(path, packages.stream().filter(fitting).toList());
    }

    @Override
    public Delivery joinedWith(Delivery other) {
        Set<String> all = new LinkedHashSet<>(packages);
        all.addAll(other.packages());
        return new ListedPath(path, new ArrayList<>(all));
    }

    @Override
    public boolean isUnmodified(Path file) {
        return false;
    }
}
