package org.jzones.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.HostInventory;
import org.jzones.software.InventoryFiles;
import org.jzones.support.DpkgHost;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Hosts of Debian packages have inventories, too, and no zone is compared with a database of another kind (spec 5.9). */
class LinuxPlaceTest {
    private static final String OTHER_KIND =
            "zones of brand 'lx' are compared with a software database of kind dpkg, and that of this host is of kind sadm";

    @TempDir
    Path directory;

    private DpkgHost linux;
    private TestHost solaris;

    private static DpkgHost host(Path root) {
        DpkgHost host = DpkgHost.at(root)
                .with("libc6", "2.36", "", "/lib", "/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu/libc.so.6")
                .with("httpd", "2.4", "Depends: libc6\n", "/usr/sbin/httpd")
                .with("fonts", "1", "", "/usr/share/fonts", "/usr/share/fonts/a")
                .with("kernel", "6.1", "", "/boot/vmlinuz")
                .with("bare", "1", "", "/lib")
                .done();
        host.host().write("/usr/sbin/httpd", "");
        host.host().makeDirectory("/usr/lib/x86_64-linux-gnu");
        host.host().makeDirectory("/usr/share/fonts");
        return host;
    }

    @BeforeEach
    void makeHosts() {
        linux = host(directory.resolve("linux"));
        linux.host().write("/etc/hostname", "penguin\n");
        solaris = TestHost.example(directory.resolve("solaris"), "host1");
    }

    private String inventory(TestHost host) {
        Path file = directory.resolve(host.root().getFileName() + ".inventory");
        host.require(host.zoneadm("inventory", "-o", file.toString()));
        return file.toString();
    }

    private String manifest(TestHost host, String name, String create) throws IOException {
        host.require(host.zonecfg("-z", name, create + "; set zonepath=/export/zones/" + name));
        host.makeDirectory("/export/zones/" + name + "/root");
        host.makeDirectory("/export/zones/" + name + "/dev");
        host.require(host.zoneadm("-z", name, "attach", "-F"));
        Path file = directory.resolve(name + ".xml");
        Files.writeString(
                file, host.require(host.zoneadm("-z", name, "detach", "-n")).out());
        return file.toString();
    }

    private Result place(String manifest, String... hosts) {
        List<String> words = new ArrayList<>(List.of("zoneplace", "-v", "-m", manifest));
        words.addAll(List.of(hosts));
        return solaris.run(words, "");
    }

    @Test
    void inventoriesSayOfWhichKindTheyAre() {
        HostInventory of = InventoryFiles.read(Path.of(inventory(linux.host())));
        assertEquals("dpkg", of.kind());
        assertEquals("penguin", of.host());
        assertEquals("sadm", InventoryFiles.read(Path.of(inventory(solaris))).kind());
    }

    @Test
    void anInventorySaysWhatTheHostSays() {
        HostInventory inventory = InventoryFiles.read(Path.of(inventory(linux.host())));
        for (List<String> dirs : List.of(
                List.<String>of(),
                List.of("/usr"),
                List.of("/usr/lib"),
                List.of("/lib"),
                List.of("/lib/x86_64-linux-gnu"),
                List.of("/usr/share/fonts"),
                List.of("/bin", "/usr/share"),
                List.of("/boot"))) {
            assertEquals(
                    linux.relevant(DpkgHost.zone(dirs)),
                    inventory.software(dirs).relevant().stream()
                            .map(pkg -> pkg.name())
                            .toList(),
                    dirs.toString());
        }
    }

    @Test
    void aZoneGoesWhereTheSamePackagesAre() throws IOException {
        DpkgHost other = host(directory.resolve("other"))
                .with("fonts", "2", "", "/usr/share/fonts/a")
                .done();
        String manifest = manifest(linux.host(), "z", "create -t lx-sparse");
        Result same = place(manifest, linux.host().root().toString(), inventory(linux.host()));
        assertEquals(0, same.status(), same.toString());
        assertEquals(
                2, same.out().lines().filter(line -> line.contains("ready")).count(), same.out());
        Result differs = place(manifest, other.host().root().toString(), inventory(other.host()));
        assertEquals(1, differs.status());
        assertEquals(
                2, differs.out().lines().filter(line -> line.contains("needs")).count(), differs.out());
        assertTrue(differs.out().contains("fonts (1) version mismatch"), differs.out());
        String narrow = manifest(
                linux.host(),
                "y",
                "create -t lx-sparse; add attr; set name=needs; set type=string; set value=httpd; end");
        Result narrowed = place(narrow, other.host().root().toString(), inventory(other.host()));
        assertEquals(
                2, narrowed.out().lines().filter(line -> line.contains("ready")).count(), narrowed.out());
        Result update = solaris.run(
                List.of("zoneplace", "-u", "-m", manifest, other.host().root().toString(), inventory(other.host())),
                "");
        assertEquals(
                2,
                update.out()
                        .lines()
                        .filter(line -> line.contains("attach -u is not for zones"))
                        .count(),
                update.out());
    }

    @Test
    void anotherKindIsNeverCompared() throws IOException {
        String manifest = manifest(linux.host(), "z", "create -t lx-sparse");
        Result refused = place(manifest, solaris.root().toString(), inventory(solaris));
        assertEquals(1, refused.status());
        assertEquals(
                2,
                refused.out()
                        .lines()
                        .filter(line -> line.contains("other packaging"))
                        .count(),
                refused.out());
        assertTrue(refused.out().contains(OTHER_KIND), refused.out());
        assertFalse(refused.out().contains("not installed"), refused.out());
    }

    @Test
    void norIsANativeZoneWithPackagesOfDebian() throws IOException {
        String manifest = manifest(solaris, "n", "create");
        Result refused = place(manifest, linux.host().root().toString(), inventory(linux.host()));
        assertEquals(1, refused.status());
        assertEquals(
                2,
                refused.out()
                        .lines()
                        .filter(line -> line.contains("zones of brand 'native' are compared with a software database"))
                        .count(),
                refused.out());
    }

    @Test
    void aWholeRootZoneGoesAnywhere() throws IOException {
        String manifest = manifest(linux.host(), "w", "create -t lx");
        Result ready = place(manifest, linux.host().root().toString(), inventory(linux.host()));
        assertEquals(
                2, ready.out().lines().filter(line -> line.contains("ready")).count(), ready.out());
    }

    @Test
    void withoutListsNoInventorySaysThatNothingMatters() throws IOException {
        String manifest = manifest(linux.host(), "z", "create -t lx-sparse");
        try (var files = Files.list(linux.host().at("/var/lib/dpkg/info"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(linux.host().at("/var/lib/dpkg/info"));
        Result silent =
                place(manifest, inventory(linux.host()), linux.host().root().toString());
        assertEquals(1, silent.status());
        assertEquals(
                2,
                silent.err()
                        .lines()
                        .filter(line -> line.contains("no /var/lib/dpkg/info"))
                        .count(),
                silent.err());
    }
}
