package org.jzones.op;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jzones.check.BrandRules;
import org.jzones.file.Progress;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;
import org.jzones.software.SoftwareDatabase;

/** What a zone depends on that no detach has said it of: the zone itself says it, as far as it knows. */
final class NeverDetached {
    private NeverDetached() {}

    /**
     * The manifest that its own files tell; nothing is written.
     *
     * @param warnings is told that there is no other
     * @throws Failure if they do not tell what it depends on
     */
    static Manifest manifest(HostRoot host, ZoneConfig config, Consumer<Problem> warnings) {
        String zonepath = config.zonepath();
        if (BrandRules.isLinux(config.get(GlobalProperty.BRAND))) {
            if (!config.inheritedDirs().isEmpty()) {
                throw Failure.of(Message.MANIFEST_MISSING_LINUX, zonepath);
            }
            warnings.accept(Problem.of(Message.ATTACH_NOT_DETACHED_LINUX, zonepath));
            return new Manifest(config, Inventory.of(List.of()), List.of());
        }
        SoftwareDatabase own = host.softwareOf(
                host.files().layout().ofZone(host.files().layout().zoneRoot(zonepath)));
        if (own.absence().isPresent() || own.packages().isEmpty()) {
            throw Failure.of(Message.MANIFEST_MISSING, zonepath);
        }
        Manifest manifest = new Manifest(config, inventory(own, config), List.of());
        warnings.accept(Problem.of(Message.ATTACH_NOT_DETACHED, zonepath));
        return manifest;
    }

    /**
     * Of the packages that a zone knows, those of its host that it depends on: what matters to all zones, what its database
     * shows below an inherit-pkg-dir, and, if it has any such, packages of which it shows nothing at all.
     */
    static Inventory inventory(SoftwareDatabase own, ZoneConfig config) {
        HostSoftware software = own.software(config.inheritedDirs());
        if (config.inheritedDirs().isEmpty()) {
            return Inventory.of(software.relevant());
        }
        Set<String> shown = new HashSet<>();
        own.deliveries(Progress.SILENT, delivery -> shown.addAll(delivery.packages()));
        List<HostPackage> relevant = new ArrayList<>(software.relevant());
        software.others().stream()
                .filter(pkg -> !pkg.thisZone() && !shown.contains(pkg.name()))
                .forEach(relevant::add);
        relevant.sort(Comparator.comparing(HostPackage::name));
        return Inventory.of(relevant);
    }
}
