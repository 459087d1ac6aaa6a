package org.jzones.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jzones.cli.Io;
import org.jzones.cli.Zoneadm;
import org.jzones.cli.Zonecfg;

/** The hosts that are measured on, made once in a directory and kept there. */
final class BenchHosts {
    /** Changes when the hosts do. */
    private static final String VERSION = "2";

    private static final int DIFFERENT_PACKAGES = 300;
    private static final int DIFFERENT_PATCHES = 200;

    static final int MOST_INVENTORIES = 1_000;

    private final Path directory;

    BenchHosts(Path directory) {
        this.directory = directory;
    }

    /** Full-size, with the zones sparse and whole, both installed. */
    Path full() {
        return directory.resolve("full");
    }

    /** The same with twice the packages and lines. */
    Path twice() {
        return directory.resolve("twice");
    }

    /** A host with this many zones, named z1 and so on. */
    Path zones(int count) {
        return directory.resolve("zones-" + count);
    }

    /** The manifest of the sparse zone with 500 differences. */
    Path different() {
        return directory.resolve("different.xml");
    }

    /** So many inventories of a host like the full-size one, with all its directories. */
    List<String> inventories(int count) {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(directory.resolve("inventories/host" + i).toString());
        }
        return files;
    }

    /** Makes what is not there from an earlier run. */
    void make() throws IOException {
        Path mark = directory.resolve("version");
        if (Files.exists(mark) && Files.readString(mark).equals(VERSION)) {
            return;
        }
        fullSize(full(), 1);
        fullSize(twice(), 2);
        for (int count : new int[] {1, 100, 1_000}) {
            host(zones(count));
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                names.add("z" + i);
            }
            addZones(zones(count), names);
        }
        Files.writeString(different(), changed(zoneadm(full(), "-z", "sparse", "detach", "-n")));
        inventories();
        Files.writeString(mark, VERSION);
    }

    /** Puts both zones of a host back to installed, whatever a run that was cut off has left. */
    static void settle(Path root) throws IOException {
        for (String zone : new String[] {"sparse", "whole"}) {
            if (Files.exists(root.resolve("export/zones/" + zone + "/SUNWdetached.xml"))) {
                zoneadm(root, "-z", zone, "attach");
            }
        }
    }

    private void inventories() throws IOException {
        Path root = directory.resolve("placed");
        host(root);
        new FullSizeHost(root, 1).make();
        try (Stream<String> lines =
                Files.lines(root.resolve("var/sadm/install/contents"), StandardCharsets.ISO_8859_1)) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.contains(" d ")) {
                    Files.createDirectories(root.resolve(line.substring(1, line.indexOf(' '))));
                }
            }
        }
        Path one = directory.resolve("inventories/one");
        Files.createDirectories(directory.resolve("inventories"));
        zoneadm(root, "inventory", "-o", one.toString());
        for (String file : inventories(MOST_INVENTORIES)) {
            Files.deleteIfExists(Path.of(file));
            Files.createLink(Path.of(file), one);
        }
    }

    private static void fullSize(Path root, int times) throws IOException {
        host(root);
        new FullSizeHost(root, times).make();
        addZones(root, List.of("sparse", "whole"));
    }

    private static void host(Path root) throws IOException {
        for (String inside : new String[] {"etc/zones", "export/zones", "lib", "platform", "sbin", "usr", "var/run"}) {
            Files.createDirectories(root.resolve(inside));
        }
    }

    private static void addZones(Path root, List<String> names) throws IOException {
        StringBuilder index = new StringBuilder("global:installed:/\n");
        for (String name : names) {
            String create = name.equals("whole") ? "create -b" : "create";
            zonecfg(
                    root,
                    name,
                    create + "; set zonepath=/export/zones/" + name
                            + "; add net; set address=192.168.0.90/24; set physical=bge0; end"
                            + "; add rctl; set name=zone.cpu-shares; add value (priv=privileged,limit=20,action=none); end");
            Path zonepath = Files.createDirectories(root.resolve("export/zones/" + name));
            Files.setPosixFilePermissions(zonepath, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(zonepath.resolve("root"));
            Files.createDirectories(zonepath.resolve("dev"));
            UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
            index.append(name).append(":installed:/export/zones/").append(name).append(':');
            index.append(uuid).append('\n');
        }
        Path temporary = root.resolve("etc/zones/index.new");
        Files.writeString(temporary, index);
        Files.move(temporary, root.resolve("etc/zones/index"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String changed(String manifest) {
        StringBuilder text = new StringBuilder();
        int packages = 0;
        int patches = 0;
        for (String line : manifest.split("\n")) {
            if (line.startsWith("  <package") && packages++ < DIFFERENT_PACKAGES) {
                text.append(line.replace("REV=2005", "REV=2004"));
            } else if (line.startsWith("  <patch") && patches++ < DIFFERENT_PATCHES) {
                text.append(line.replaceFirst("-\\d+", "-99"));
            } else {
                text.append(line);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void zonecfg(Path root, String zone, String commands) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        require(new Zonecfg(io(out)).run(List.of("-R", root.toString(), "-z", zone, commands)), out);
    }

    private static String zoneadm(Path root, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("-R", root.toString()));
        all.addAll(List.of(args));
        require(new Zoneadm(io(out)).run(all), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void require(int status, ByteArrayOutputStream out) {
        if (status != 0) {
            throw new IllegalStateException(out.toString(StandardCharsets.UTF_8));
        }
    }

    private static Io io(ByteArrayOutputStream out) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Io(new ByteArrayInputStream(new byte[0]), stream, stream, Map.of(), false, false, false);
    }
}
