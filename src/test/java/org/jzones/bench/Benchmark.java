package org.jzones.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jzones.startup.ArchiveMaker;
import org.jzones.startup.Jdk;

/**
 * Measures the commands with one JDK against an empty Java program, wc and mawk: all in turn, round after round, so that
 * whatever else the machine does falls on all of them, and the ratios hold where the milliseconds do not.
 */
final class Benchmark {
    private static final String AWK = """
            { if ($2=="d"||$2=="x"||$2=="p") n=7; else if ($2=="s"||$2=="l") n=4; else n=10; p=$1; sub(/=.*/,"",p)
              if (p ~ /^\\/(usr|lib|sbin|platform)(\\/|$)/) for (i=n;i<=NF;i++) h[$i]=1 } END { for (k in h) c++; print c }
            """;

    private final Jdk jdk;
    private final Path scripts;
    private final PrintStream out;

    private final List<Timing> all = new ArrayList<>();
    private final Timing empty;
    private final Timing wc;
    private final Timing mawk;
    private final Timing list1;
    private final Timing place1;
    private final Timing place101;
    private final Timing placeMost;

    /**
     * @param scripts where the launchers are
     * @param work a directory for the empty program
     */
    Benchmark(Jdk jdk, BenchHosts hosts, Path scripts, Path options, Path work, PrintStream out) throws IOException {
        this.jdk = jdk;
        this.scripts = scripts;
        this.out = out;
        String contents = hosts.full().resolve("var/sadm/install/contents").toString();
        empty = add("empty Java program", 0, emptyProgram(options, work));
        wc = add("wc -l contents", 0, "wc", "-l", contents);
        mawk = add("mawk program", 0, "mawk", AWK, contents);
        list1 = command("list -cp, 1 zone", 0, "zoneadm", hosts.zones(1), "list", "-cp");
        command("list -cp, 100 zones", 0, "zoneadm", hosts.zones(100), "list", "-cp");
        command("list -cp, 1,000 zones", 0, "zoneadm", hosts.zones(1_000), "list", "-cp");
        command("zonecfg info", 0, "zonecfg", hosts.zones(1), "-z", "z1", "info");
        for (String zone : new String[] {"sparse", "whole"}) {
            command("detach, " + zone, 0, "zoneadm", hosts.full(), "-z", zone, "detach");
            command("attach, " + zone, 0, "zoneadm", hosts.full(), "-z", zone, "attach");
        }
        command(
                "attach -n, 500 differences",
                1,
                "zoneadm",
                hosts.full(),
                "attach",
                "-n",
                hosts.different().toString());
        place1 = place(hosts, 1);
        place101 = place(hosts, 101);
        command("detach, sparse, host twice the size", 0, "zoneadm", hosts.twice(), "-z", "sparse", "detach");
        command("attach, sparse, host twice the size", 0, "zoneadm", hosts.twice(), "-z", "sparse", "attach");
        placeMost = place(hosts, BenchHosts.MOST_INVENTORIES);
        all.remove(placeMost); // takes long, and is asked for its memory
    }

    private Timing place(BenchHosts hosts, int inventories) {
        List<String> words = new ArrayList<>(List.of("-m", hosts.different().toString()));
        words.addAll(hosts.inventories(inventories));
        String name = "zoneplace, " + inventories + (inventories == 1 ? " inventory" : " inventories");
        return command(name, 1, "zoneplace", hosts.full(), words.toArray(String[]::new));
    }

    private Timing add(String name, int status, String... command) {
        Timing timing = new Timing(name, List.of(command), Map.of(), status);
        all.add(timing);
        return timing;
    }

    private Timing command(String name, int status, String script, Path root, String... words) {
        List<String> command = new ArrayList<>(List.of(scripts.resolve(script).toString(), "-R", root.toString()));
        command.addAll(List.of(words));
        Timing timing =
                new Timing(name, command, Map.of("ZONES_JAVA_HOME", jdk.home().toString()), status);
        all.add(timing);
        return timing;
    }

    /** A program that does nothing, with the same options and an archive of its own. */
    private String[] emptyProgram(Path options, Path work) throws IOException {
        Path jar = work.resolve("empty.jar");
        String name = EmptyProgram.class.getName();
        String entry = name.replace('.', '/') + ".class";
        try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar));
                java.io.InputStream bytes = EmptyProgram.class.getResourceAsStream("EmptyProgram.class")) {
            zip.putNextEntry(new JarEntry(entry));
            if (bytes != null) {
                bytes.transferTo((OutputStream) zip);
            }
        }
        Path archive = work.resolve("empty-" + jdk.feature() + jdk.archiveSuffix());
        Files.deleteIfExists(archive);
        new ArchiveMaker(jdk, List.of("@" + options), jar.toString()).make(archive, List.of(name));
        return new String[] {jdk.java(), "@" + options, jdk.archiveOption(archive), "-cp", jar.toString(), name};
    }

    /** Prints the table of so many rounds. */
    void run(int rounds) throws IOException {
        if (!isThere("mawk")) {
            out.println("mawk is missing: skipped, and with it all ratios to it");
            all.remove(mawk);
        }
        for (Timing timing : all) {
            timing.warmUp();
        }
        for (int i = 0; i < rounds; i++) {
            for (Timing timing : all) {
                timing.measure();
            }
        }
        table(rounds);
        doubling();
        placeMost.measure();
        out.println("\neach further inventory: " + number((place101.median() - place1.median()) / 100) + " ms; "
                + placeMost.name() + ": " + number(placeMost.median()) + " ms, " + placeMost.peakMegabytes() + " MB");
    }

    private static boolean isThere(String program) {
        try {
            return new ProcessBuilder(program, "BEGIN { exit }").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void table(int rounds) throws IOException {
        out.println();
        out.println("Java " + jdk.version() + ", " + rounds + " rounds, milliseconds; × is the ratio of medians");
        out.println();
        out.println("| command | median | least | most | × empty | × list of 1 | × wc | × mawk | peak MB |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (Timing timing : all) {
            out.println("| " + timing.name() + " | " + number(timing.median()) + " | " + number(timing.least()) + " | "
                    + number(timing.most()) + " | " + ratio(timing, empty) + " | " + ratio(timing, list1) + " | "
                    + ratio(timing, wc) + " | " + (all.contains(mawk) ? ratio(timing, mawk) : "-") + " | "
                    + timing.peakMegabytes() + " |");
            out.flush();
        }
    }

    /** Twice the packages and lines may at most double what is left of the time without starting Java. */
    private void doubling() {
        for (String verb : new String[] {"detach", "attach"}) {
            double work = named(verb + ", sparse") - list1.median();
            double twice = named(verb + ", sparse, host twice the size") - list1.median();
            out.println("\n" + verb + " beyond the time of list: " + number(work) + " ms, on the host twice the size "
                    + number(twice) + " ms, × " + String.format(Locale.ROOT, "%.2f", twice / work));
        }
    }

    private double named(String name) {
        return all.stream()
                .filter(timing -> timing.name().equals(name))
                .findFirst()
                .orElseThrow()
                .median();
    }

    private static String ratio(Timing timing, Timing to) {
        return String.format(Locale.ROOT, "%.2f", timing.median() / to.median());
    }

    private static String number(double millis) {
        return String.format(Locale.ROOT, "%.1f", millis);
    }
}
