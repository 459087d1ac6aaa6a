package org.jzones.hostile;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Refusal;
import org.jzones.support.TestHost;

/** A zone that is in no state to be detached or attached (spec 3). */
class BadStateTest {
    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void makeHost() {
        host = TestHost.example(directory.resolve("host"), "host1");
    }

    @Test
    void aRunningOrReadyZoneIsNotDetached() {
        host.installed("z", "create");
        host.require(host.zoneadm("-z", "z", "ready"));
        Refusal.of(
                host, () -> host.zoneadm("-z", "z", "detach"), "zone 'z'", "needs a zone that is installed", "ready");
        host.require(host.zoneadm("-z", "z", "boot"));
        Refusal.of(
                host, () -> host.zoneadm("-z", "z", "detach"), "zone 'z'", "needs a zone that is installed", "running");
    }

    @Test
    void aConfiguredZoneIsNotDetached() {
        host.require(host.zonecfg("-z", "z", "create; set zonepath=/export/zones/z"));
        Refusal.of(
                host,
                () -> host.zoneadm("-z", "z", "detach"),
                "zone 'z'",
                "needs a zone that is installed",
                "configured");
    }

    @Test
    void aDetachedZoneIsNotDetachedAgain() {
        host.detached("z", "create");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "detach"), "zone 'z'", "configured (detached)");
    }

    @Test
    void anIncompleteZoneIsNotDetached() {
        host.installed("z", "create");
        host.require(host.zoneadm("-z", "z", "mark", "incomplete"));
        Refusal.of(host, () -> host.zoneadm("-z", "z", "detach"), "zone 'z'", "incomplete");
    }

    @Test
    void anUnknownZoneIsNeitherDetachedNorAttached() {
        for (String verb : new String[] {"detach", "attach"}) {
            Refusal.of(host, () -> host.zoneadm("-z", "nosuch", verb), "zone 'nosuch'", "No such zone");
            Refusal.of(host, () -> host.zoneadm("-z", "global", verb), "zone 'global'", "reserved");
        }
    }

    @Test
    void anInstalledZoneIsNotAttached() {
        host.installed("z", "create");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach"), "zone 'z'", "needs a zone that is configured");
        Refusal.of(host, () -> host.zoneadm("-z", "z", "attach", "-F"), "zone 'z'", "needs a zone that is configured");
    }
}
