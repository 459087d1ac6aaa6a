package org.jzones.host.oci;

import java.io.IOException;
import java.nio.file.Path;
import org.jzones.file.FileTrouble;
import org.jzones.model.ZoneName;

/** What a zone's container is called, so that zones of one name of several host roots do not meet (spec 5.2). */
record ContainerId(String value) {
    /** @param hostRoot whose real path tells host roots apart */
    static ContainerId of(ZoneName zone, Path hostRoot) {
        try {
            return new ContainerId(
                    zone + "-" + Digest.digits(hostRoot.toRealPath().toString()));
        } catch (IOException e) {
            throw FileTrouble.reading(hostRoot.toString(), e);
        }
    }

    /** That of a container there is, as it was written down. */
    static ContainerId of(Bundle bundle, Path hostRoot) {
        return bundle.text(bundle.id()).map(ContainerId::new).orElseGet(() -> of(bundle.zone(), hostRoot));
    }

    /** The name of its network namespace. */
    String namespace() {
        return "zone-" + value;
    }

    /** The name, on this side, of its interface of this number. */
    String hostInterface(int n) {
        return "z" + Digest.digits(value) + "_" + n;
    }

    /** How all such names begin. */
    String hostInterfaces() {
        return "z" + Digest.digits(value) + "_";
    }

    /**
     * The hardware address of its interface of this number: the same each time the zone boots, so that neighbours find it
     * at once, and another one on other machines.
     */
    String hardwareAddress(int n, String bootId) {
        return "02:00:" + Digest.digits(value + " " + n + " " + bootId).replaceAll("..(?!$)", "$0:");
    }

    /** Where its cgroups are, below every hierarchy. */
    String cgroup() {
        return "/zones/" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
