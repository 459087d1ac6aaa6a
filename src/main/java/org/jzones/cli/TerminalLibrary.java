package org.jzones.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jline.nativ.OSInfo;

/**
 * {@code terminal-library DIR}: puts the native library of line editing for this machine into the directory, when the
 * project is built. The launchers name that directory to JLine, which else unpacks the library into that of temporary files
 * in every session.
 */
public final class TerminalLibrary {
    private TerminalLibrary() {}

    /** Runs the command and returns its exit status. */
    public static int run(Io io, List<String> args) {
        if (args.size() != 1) {
            io.err().println("usage: terminal-library DIR");
            return ExitStatus.USAGE;
        }
        String name = System.mapLibraryName("jlinenative");
        String resource = "/org/jline/nativ/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
        try (InputStream library = OSInfo.class.getResourceAsStream(resource)) {
            if (library == null) {
                io.err().println("terminal-library: JLine has none for this machine, and does without");
                return ExitStatus.DONE;
            }
            Path directory = Files.createDirectories(Path.of(args.get(0)));
            Path unfinished = directory.resolve(name + ".tmp");
            Files.copy(library, unfinished, StandardCopyOption.REPLACE_EXISTING);
            // not written over: a session may be running with it
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return ExitStatus.DONE;
        } catch (IOException e) {
            io.err().println("terminal-library: " + e);
            return ExitStatus.FAILED;
        }
    }
}
