package org.jzones.startup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jzones.cli.ExampleHostCommand;
import org.jzones.cli.Io;
import org.jzones.cli.Zlogin;
import org.jzones.cli.Zoneadm;
import org.jzones.cli.Zonecfg;
import org.jzones.cli.Zonestat;

/** Walks the ways that users' commands usually take, on a host in a directory of its own, for a start-up archive. */
final class Training {
    private static final String ZONE = "create; set zonepath=/export/zones/z1; set autoboot=true; add net;"
            + " set address=192.168.0.90/24; set physical=bge0; end; add fs; set dir=/opt; set special=/opt;"
            + " set type=lofs; add options [ro]; end; add rctl; set name=zone.max-lwps;"
            + " add value (priv=privileged,limit=100,action=deny); end; add attr; set name=comment; set type=string;"
            + " set value=\"a zone\"; end; set cpu-shares=20; verify; commit";

    private final Path directory;
    private final List<String> failed = new ArrayList<>();

    private Training(Path directory) {
        this.directory = directory;
    }

    /** Walks all of them; returns what did not end as it should, which makes an archive poorer but not wrong. */
    static List<String> walk(Path directory) throws IOException {
        Training training = new Training(directory);
        training.walk();
        return training.failed;
    }

    private void walk() throws IOException {
        require(
                0,
                ExampleHostCommand.run(io("", new ByteArrayOutputStream()), List.of(path("host1"), "host1")),
                "host1");
        require(
                0,
                ExampleHostCommand.run(io("", new ByteArrayOutputStream()), List.of(path("host2"), "host2")),
                "host2");
        zonecfg(0, "", ZONE);
        zonecfg(0, "info\nselect net physical=bge0\nset physical=e1000g0\nend\nexport\nexit\n");
        zonecfg(0, "", "info");
        zonecfg(0, "", "info", "net");
        zonecfg(0, "", "set", "bootargs=-v");
        zonecfg(0, "", "export");
        for (int i = 0; i < 60; i++) {
            String more = "many" + i;
            require(
                    0,
                    new Zonecfg(io("", new ByteArrayOutputStream()))
                            .run(List.of(
                                    "-R", path("host1"), "-z", more, "create; set zonepath=/export/zones/" + more)),
                    more);
        }
        zonecfg(1, "", "set", "nosuch=1");
        zoneadm(0, "host1", "-z", "z1", "verify");
        zoneadm(0, "host1", "-z", "z1", "install");
        zoneadm(0, "host1", "-z", "z1", "boot");
        list();
        zoneadm(1, "host1", "-z", "z1", "detach");
        zoneadm(0, "host1", "-z", "z1", "halt");
        String manifest = zoneadm(0, "host1", "-z", "z1", "detach", "-n");
        Path file = directory.resolve("manifest");
        Files.writeString(file, manifest);
        zoneadm(1, "host2", "attach", "-n", file.toString());
        zoneadm(0, "host1", "-z", "z1", "detach");
        list();
        zonecfg(0, "", "create -F -a /export/zones/z1; commit");
        zoneadm(0, "host1", "-z", "z1", "attach");
        list();
        linux();
        zoneadm(0, "host1", "help");
        zoneadm(0, "host1", "help", "attach");
        zoneadm(2, "host1", "nosuch");
    }

    /**
     * A zone of Linux boots, is gone into, halts, and is detached and attached: with programs in the place of the real ones, which do nothing and say
     * that all is well. Only root gets that far; for others the first steps are worth something, too.
     */
    private void linux() throws IOException {
        Path programs = Files.createDirectory(directory.resolve("programs"));
        for (String name : List.of("crun", "conmon", "ip")) {
            program(programs.resolve(name));
        }
        String path = programs + ":/usr/sbin:/usr/bin:/sbin:/bin";
        Map<String, String> environment = Map.of("PATH", path, "jzones.home", directory.toString());
        String create = "create -t lx-sparse; set zonepath=/export/zones/linux; add net;"
                + " set physical=lo; set address=198.51.100.77/24; end; add attr; set name=init; set type=string;"
                + " set value=\"init 9\"; end; commit";
        require(
                0,
                new Zonecfg(io("", new ByteArrayOutputStream()))
                        .run(List.of("-R", path("host1"), "-z", "linux", create)),
                "linux");
        program(directory.resolve("host1/usr/bin/init"));
        for (String words : List.of("install", "ready -n", "verify", "boot", "list", "ended")) {
            List<String> args = new ArrayList<>(List.of("-R", path("host1"), "-z", "linux"));
            args.addAll(List.of(words.split(" ")));
            new Zoneadm(io(environment)).run(args);
        }
        new Zlogin(io(environment)).run(List.of("-R", path("host1"), "linux", "true"));
        new Zonestat(io(environment)).run(List.of("-R", path("host1")));
        packages(directory.resolve("host1/var/lib/dpkg"));
        for (String words : List.of("halt", "detach -n", "detach", "attach --dry-run", "attach", "detach", "attach")) {
            List<String> args = new ArrayList<>(List.of("-R", path("host1"), "-z", "linux"));
            args.addAll(List.of(words.split(" ")));
            new Zoneadm(io(environment)).run(args);
        }
    }

    /** A database of Debian packages that has all that is looked at in one. */
    private static void packages(Path dpkg) throws IOException {
        Path info = Files.createDirectories(dpkg.resolve("info"));
        StringBuilder status = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            status.append("Package: p" + i + "\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n"
                    + "Depends: p1 | p2\nProvides: p\nDescription: one of many\n that are alike\n\n");
            Files.writeString(info.resolve("p" + i + ".list"), "/.\n/usr\n/lib\n/usr/share/p" + i + "\n");
        }
        Files.writeString(dpkg.resolve("status"), status);
        Files.writeString(dpkg.resolve("diversions"), "/usr/bin/a\n/usr/bin/b\np1\n");
    }

    /** One program is all of them. */
    private static void program(Path path) throws IOException {
        try (InputStream in = Objects.requireNonNull(Training.class.getResourceAsStream("program.sh"))) {
            Files.copy(in, path);
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void list() {
        zoneadm(0, "host1", "list", "-cp");
        zoneadm(0, "host1", "list", "-cv");
        zoneadm(0, "host1", "list", "-i");
        zoneadm(0, "host1", "-z", "z1", "list", "-p");
    }

    private void zonecfg(int status, String input, String... words) {
        List<String> args = new ArrayList<>(List.of("-R", path("host1"), "-z", "z1"));
        args.addAll(List.of(words));
        require(status, new Zonecfg(io(input, new ByteArrayOutputStream())).run(args), args);
    }

    private String zoneadm(int status, String host, String... words) {
        List<String> args = new ArrayList<>(List.of("-R", path(host)));
        args.addAll(List.of(words));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        require(status, new Zoneadm(io("", out)).run(args), args);
        return out.toString(StandardCharsets.UTF_8);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private void require(int wanted, int status, Object what) {
        if (wanted != status) {
            failed.add(what + " ended with " + status);
        }
    }

    private static Io io(Map<String, String> environment) {
        PrintStream stream = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Io(InputStream.nullInputStream(), stream, stream, environment, false, false, false);
    }

    private static Io io(String input, ByteArrayOutputStream out) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new Io(in, stream, stream, Map.of(), false, false, false);
    }
}
