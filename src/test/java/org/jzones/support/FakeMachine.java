package org.jzones.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jzones.support.TestHost.Result;

/** Another machine for one zone named z: an ssh, a zoneadm and a zonecfg of a few lines, which lie when they are told to. */
public final class FakeMachine {
    /** Runs everything here, but answers otherwise where {@code lie} has a program for what is asked. */
    private static final String SSH = """
            #!/bin/sh
            shift
            d='DIR'
            if [ -f "$d/asked" ]; then
                case "$*" in *"$(cat "$d/asked")"*) . "$d/lie"; exit ;; esac
            fi
            exec sh -c "$*"
            """;

    /** zoneadm and zonecfg there, which know of one zone: $d/zone holds its state and zonepath. */
    private static final String ZONEADM = """
            #!/bin/sh
            z='DIR/zone'
            case "$*" in
            *" list -cp") echo '0:global:running:/::native:shared' ;;
            *" -n -") cat >/dev/null ;;
            *" attach") sed 's/^configured/installed/' "$z" >"$z.new" && mv "$z.new" "$z" ;;
            *" detach") sed 's/^installed/configured/' "$z" >"$z.new" && mv "$z.new" "$z" ;;
            esac
            case "$*" in *" list "*) [ ! -f "$z" ] || echo "1:z:$(cat "$z")::native:shared" ;; esac
            """;

    private static final String ZONECFG = """
            #!/bin/sh
            z='DIR/zone'
            case "$*" in
            *" -f -") cat >/dev/null; echo configured:/export/zones/z >"$z" ;;
            *zonepath=*) echo "configured:$(printf '%s\\n' "$*" | sed 's/.*zonepath="\\(.*\\)".*/\\1/')" >"$z" ;;
            *delete*) rm -f "$z" ;;
            esac
            """;

    private final Path directory;

    public FakeMachine(Path directory) {
        this.directory = directory;
    }

    /** Makes one, with its host root, in the directory. */
    public static FakeMachine in(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path zones = Files.createDirectories(directory.resolve("there/export/zones"));
        Files.setPosixFilePermissions(zones, PosixFilePermissions.fromString("rwxr-xr-x"));
        FakeMachine made = new FakeMachine(directory);
        made.program("ssh", SSH);
        made.program("zoneadm", ZONEADM);
        made.program("zonecfg", ZONECFG);
        return made;
    }

    private void program(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text.replace("DIR", directory.toString()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What is answered from now on by a shell program, when something with these words is asked. */
    public void lie(String asked, String answer) throws IOException {
        Files.writeString(directory.resolve("asked"), asked);
        Files.writeString(directory.resolve("lie"), answer);
    }

    public void tellsTheTruth() throws IOException {
        Files.delete(directory.resolve("asked"));
    }

    /** The path on the file system of a path inside its host root. */
    public Path at(String inRoot) {
        return directory.resolve("there" + inRoot);
    }

    /** The program that leads there. */
    public String ssh() {
        return directory.resolve("ssh").toString();
    }

    /** The options of zonemove that lead here. */
    public List<String> options() {
        List<String> options = new ArrayList<>(List.of("--ssh", ssh()));
        options.addAll(there());
        return options;
    }

    private List<String> there() {
        return List.of(
                "--remote-root",
                at("").toString(),
                "--remote-zoneadm",
                directory.resolve("zoneadm").toString());
    }

    /** A move from the host to here. */
    public Result moves(TestHost host, String... args) {
        List<String> all = new ArrayList<>(there());
        all.addAll(List.of(args));
        return zonemove(host, all.toArray(String[]::new));
    }

    /** zonemove on the host, by the ssh that leads here. */
    public Result zonemove(TestHost host, String... args) {
        List<String> all = new ArrayList<>(List.of("zonemove", "-R", host.root().toString(), "--ssh", ssh()));
        all.addAll(List.of(args));
        return host.run(all, "");
    }
}
