package org.jzones.bits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jzones.file.FileTrouble;
import org.jzones.file.InnerPath;
import org.jzones.file.RegularFile;
import org.jzones.model.Elf;
import org.jzones.model.InRootPath;
import org.jzones.model.LinuxDefaults;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/**
 * The programs that a zone of Linux has in its own files (spec 5.9): links are followed as the zone would, and neither out of
 * its root nor into what it has from elsewhere.
 */
public final class OwnPrograms {
    private static final int HEAD = 256;
    private static final String SHELL = "/bin/sh";

    private final Path root;
    private final Set<String> elsewhere = new HashSet<>(LinuxDefaults.EMPTY_AT_FIRST);

    public OwnPrograms(Path zoneRoot, ZoneConfig config) {
        this.root = zoneRoot;
        elsewhere.addAll(config.inheritedDirs());
        config.stored(ResourceType.FS).forEach(fs -> fs.text("dir").ifPresent(elsewhere::add));
    }

    /** A program of the zone's own, by its path in the zone. */
    public record Program(String path, Elf elf) {}

    /**
     * The first that is one of the zone's own: the first program, what that is interpreted by, the shell. Empty if the zone
     * has them from the host, or nobody can say what it will have.
     *
     * @param first where the first program is looked for; the first that is there is it
     * @throws org.jzones.model.Failure if we may not look
     */
    public Optional<Program> find(List<String> first) {
        List<String> candidates = new ArrayList<>(first);
        candidates.add(SHELL);
        for (String candidate : candidates) {
            Optional<Program> program = find(candidate, true);
            if (program.isPresent()) {
                return program;
            }
        }
        return Optional.empty();
    }

    private Optional<Program> find(String path, boolean withInterpreter) {
        byte[] head = head(path);
        Optional<Elf> elf = Elf.of(head);
        if (elf.isPresent()) {
            return Optional.of(new Program(path, elf.get()));
        }
        Optional<String> interpreter = withInterpreter ? interpreter(head) : Optional.empty();
        return interpreter.flatMap(by -> find(by, false));
    }

    /** What a script's first line names. */
    private static Optional<String> interpreter(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        if (!text.startsWith("#!")) {
            return Optional.empty();
        }
        String line = text.substring(2).split("\n", 2)[0].strip();
        return Optional.of(line.split("[ \t\r]", 2)[0]).filter(InRootPath::isWellFormed);
    }

    /** What the file begins with; nothing if it is not the zone's own, no file, or not there. */
    private byte[] head(String path) {
        try {
            Optional<String> real = real(path);
            return real.isEmpty()
                    ? new byte[0]
                    : RegularFile.startWithin(root, root.resolve(real.get().substring(1)), HEAD);
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return new byte[0];
            }
            throw FileTrouble.reading(path, e);
        }
    }

    /** The path with links followed; empty if that leads to what is not the zone's own. */
    private Optional<String> real(String inZone) throws IOException {
        return InnerPath.real(inZone, this::place, elsewhere::contains).filter(path -> !path.isEmpty());
    }

    private Optional<Path> place(String path) {
        return elsewhere.contains(path) ? Optional.empty() : Optional.of(root.resolve(path.substring(1)));
    }
}
