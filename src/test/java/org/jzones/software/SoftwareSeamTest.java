package org.jzones.software;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Progress;
import org.jzones.model.Comparison;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.HostInventory;
import org.jzones.model.HostPackage;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Pkg;
import org.jzones.model.UpdatePlan;
import org.jzones.model.ZoneState;
import org.jzones.op.Attach;
import org.jzones.op.Detach;
import org.jzones.op.HostRoot;
import org.jzones.op.Install;
import org.jzones.op.UpdateAttach;
import org.jzones.op.ZoneSelector;
import org.jzones.op.ZoneStates;
import org.jzones.place.Answer;
import org.jzones.place.Place;
import org.jzones.place.Placement;
import org.jzones.place.TakeInventory;
import org.jzones.store.ManifestStore;
import org.jzones.support.MapSoftware;
import org.jzones.support.TestHost;

/** Whatever works with the software of a host works with a database that is a map, and leaves no var/sadm behind. */
class SoftwareSeamTest {
    private static final ZoneSelector ZONE = ZoneSelector.ofName("z");

    @TempDir
    Path directory;

    private TestHost files;
    private MapSoftware software;
    private HostRoot host;

    /** A zone that inherits /lib; the host has a package for it, one in it, one that never matters, and one needed. */
    @BeforeEach
    void hostWithFourPackages() {
        files = TestHost.empty(directory.resolve("host"));
        software = new MapSoftware()
                .install(pkg("base", "1", true), "helper")
                .deliver("base", "/opt", Kind.DIRECTORY, "")
                .deliver("base", "/opt/base", Kind.FILE, "base 1")
                .install(pkg("libs", "1", false))
                .deliver("libs", "/lib", Kind.DIRECTORY, "")
                .deliver("libs", "/lib/so", Kind.FILE, "so 1")
                .install(pkg("other", "1", false))
                .deliver("other", "/opt", Kind.DIRECTORY, "")
                .install(pkg("helper", "1", false));
        files.write("/opt/base", "base 1");
        files.write("/opt/base.conf", "changed here");
        files.write("/var/copies/base.conf", "as delivered");
        software.deliverEditable("base", "/opt/base.conf", "as delivered", files.at("/var/copies/base.conf"));
        files.write("/lib/so", "so 1");
        HostRoot opened = files.opened();
        host = new HostRoot(opened.files(), software, opened.runtimes(), opened.machine());
        files.require(files.zonecfg(
                "-z", "z", "create -b; set zonepath=/export/zones/z; add inherit-pkg-dir; set dir=/lib; end"));
    }

    private static HostPackage pkg(String name, String version, boolean allZones) {
        return new HostPackage(name, version, allZones, false, false, List.of());
    }

    private MapSoftware.InZone inZone() {
        return software.of(host.files().layout().zoneRoot("/export/zones/z"));
    }

    private void install() {
        new Install(host, note -> {}).apply(ZONE, Optional.empty(), Progress.SILENT);
    }

    private ZoneState state() {
        return new ZoneStates(host).of(host.files().index().read().entries().get(0));
    }

    @Test
    void installFillsTheZoneAndItsDatabase() throws IOException {
        install();
        assertEquals(ZoneState.INSTALLED, state());
        assertEquals(
                List.of(
                        "base 1",
                        "helper 1",
                        "libs 1",
                        "other 1",
                        "/opt base other",
                        "/opt/base base",
                        "/opt/base.conf base"),
                inZone().lines());
        assertEquals("base 1", Files.readString(files.at("/export/zones/z/root/opt/base")));
        assertEquals("as delivered", Files.readString(files.at("/export/zones/z/root/opt/base.conf")));
        assertTrue(Files.isDirectory(files.at("/export/zones/z/root/lib")));
        assertFalse(Files.exists(files.at("/export/zones/z/root/lib/so")));
        assertFalse(Files.exists(files.at("/export/zones/z/root/var/sadm")));
    }

    @Test
    void installOfASparseZoneNeedsToKnowWhoDeliversWhat() {
        software.forgetDeliveries();
        Failure failure = assertThrows(Failure.class, this::install);
        assertEquals(Message.SADM_CONTENTS_MISSING, failure.problems().get(0).message());
        assertEquals(ZoneState.CONFIGURED, state());
    }

    @Test
    void detachWritesWhatMattersAndAttachFindsItAgain() {
        install();
        new Detach(host).apply(ZONE);
        Manifest manifest = host.files().manifests().read("/export/zones/z").orElseThrow();
        assertEquals(
                List.of(new Pkg("base", "1"), new Pkg("libs", "1")),
                manifest.software().packages());
        Comparison same = new Attach(host, warning -> {}, note -> {}).apply(ZONE);
        assertTrue(same.isCompatible());
        assertEquals(ZoneState.INSTALLED, state());
    }

    @Test
    void attachTellsWhatDiffers() {
        install();
        new Detach(host).apply(ZONE);
        software.install(pkg("libs", "2", false)).deliver("libs", "/lib/so", Kind.FILE, "so 2");
        Comparison comparison = new Attach(host, warning -> {}, note -> {}).apply(ZONE);
        assertFalse(comparison.isCompatible());
        assertEquals(ZoneState.CONFIGURED, state());
    }

    @Test
    void attachUpdateBringsTheZoneToTheLevelOfTheHost() throws IOException {
        install();
        new Detach(host).apply(ZONE);
        files.write("/opt/base", "base 2");
        files.write("/opt/new", "new");
        software.install(pkg("base", "2", true), "helper")
                .deliver("base", "/opt", Kind.DIRECTORY, "")
                .deliver("base", "/opt/base", Kind.FILE, "base 2")
                .install(pkg("new", "1", true))
                .deliver("new", "/opt/new", Kind.FILE, "new")
                .remove("libs");
        UpdateAttach attach = new UpdateAttach(host, Set.of(), warning -> {}, note -> {});
        assertEquals(3, attach.plan(ZONE).extent().orElseThrow().taken(), "a directory and two files");
        UpdatePlan plan = attach.apply(ZONE, Progress.SILENT);
        assertFalse(plan.isRefused());
        assertEquals(ZoneState.INSTALLED, state());
        assertEquals("base 2", Files.readString(files.at("/export/zones/z/root/opt/base")));
        assertEquals("new", Files.readString(files.at("/export/zones/z/root/opt/new")));
        assertFalse(Files.exists(files.at("/export/zones/z/root/opt/base.conf")));
        assertEquals(
                List.of("base 2", "helper 1", "new 1", "other 1", "/opt base other", "/opt/base base", "/opt/new new"),
                inZone().lines());
        assertTrue(
                inZone().logged().contains("replace base 1 by 2"),
                inZone().logged().toString());
        assertFalse(Files.exists(files.at("/export/zones/z/root/var/sadm")));
    }

    @Test
    void anInventorySaysOfTheHostWhatTheHostSaysItself() {
        install();
        HostInventory inventory = new TakeInventory(host).plan(Progress.SILENT);
        assertEquals(software.packages(), inventory.packages());
        assertEquals(List.of("helper"), inventory.needs().get("base"));
        for (List<String> dirs :
                List.of(List.<String>of(), List.of("/lib"), List.of("/opt"), List.of("/lib", "/opt"))) {
            assertEquals(
                    software.software(dirs).relevant(), inventory.software(dirs).relevant(), dirs.toString());
        }
    }

    @Test
    void placementAsksTheMap() {
        install();
        Manifest zone = manifest();
        Place place = new Place(root -> host, false, false);
        assertEquals(Placement.Status.READY, status(place, zone));
        software.install(pkg("base", "2", true));
        assertEquals(Placement.Status.NEEDS, status(place, zone));
        assertEquals(Placement.Status.UPDATE, status(new Place(root -> host, true, false), zone));
        software.install(pkg("base", "0", true));
        assertEquals(Placement.Status.REFUSED, status(new Place(root -> host, true, false), zone));
    }

    private Manifest manifest() {
        Manifest planned = new Detach(host).plan(ZONE);
        Manifest read = ManifestStore.read(new ByteArrayInputStream(ManifestStore.bytes(planned)), "manifest");
        assertEquals(planned.software(), read.software());
        return read;
    }

    private Placement.Status status(Place place, Manifest zone) {
        Answer answer =
                place.plan(List.of(zone), List.of(files.root().toString())).get(0);
        assertEquals(Optional.empty(), answer.failure());
        return answer.placements().get(0).status();
    }
}
