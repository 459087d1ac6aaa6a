package org.jzones.place;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jzones.capture.Explorer;
import org.jzones.capture.InstalledPatch;
import org.jzones.check.BrandRules;
import org.jzones.check.ConfigRules;
import org.jzones.check.SoftwareRules;
import org.jzones.model.Comparison;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostInventory;
import org.jzones.model.Inventory;
import org.jzones.model.Manifest;
import org.jzones.model.Pkg;
import org.jzones.model.Problem;
import org.jzones.place.Placement.Extent;
import org.jzones.place.Placement.Status;
import org.jzones.store.ZoneIndex;

/**
 * What a host of which only Explorer's lists are there says to a zone (spec 7.3): whether it has each package and patch that
 * the manifest names. What it has besides and which directories, nobody can tell, so that it is never ready.
 */
final class ExploredHost {
    private ExploredHost() {}

    /** @param details whether to keep what is missing */
    static Placement placement(Manifest zone, Explorer host, boolean details) {
        String brand = zone.config().get(GlobalProperty.BRAND);
        return Placement.otherKind(zone.config(), host.isIps() ? HostInventory.IPS : HostInventory.SADM)
                .orElseGet(() -> {
                    List<Problem> problems = new ArrayList<>(ConfigRules.problems(zone.config()));
                    BrandRules.comparing(brand).ifPresent(problems::add);
                    Inventory here = here(zone, host);
                    if (BrandRules.isOfPackages(brand)) {
                        problems.addAll(SoftwareRules.problems(zone.software(), here));
                    }
                    return problems.isEmpty()
                            ? compared(zone, here, details)
                            : Placement.plain(Status.REFUSED, Extent.NONE, problems, List.of());
                });
    }

    private static Placement compared(Manifest zone, Inventory here, boolean details) {
        Comparison both = SoftwareRules.compare(zone.software(), here);
        Comparison lacking = new Comparison(both.sourcePackages(), List.of(), both.sourcePatches(), List.of());
        return lacking.isCompatible()
                ? Placement.plain(Status.PROBABLY, Extent.NONE, List.of(), List.of())
                : new Placement(
                        Status.NEEDS,
                        Extent.of(lacking),
                        details ? Optional.of(lacking) : Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of());
    }

    /** All packages, and the patches of those that the zone names: others of the same number may have another revision. */
    private static Inventory here(Manifest zone, Explorer host) {
        Set<String> named = zone.software().packages().stream().map(Pkg::name).collect(Collectors.toSet());
        return new Inventory(
                host.packages(),
                host.patches().stream()
                        .filter(patch -> patch.packages().stream().anyMatch(named::contains))
                        .map(InstalledPatch::patch)
                        .toList());
    }

    /** How many zones it has, if its index is there. */
    static OptionalInt zones(Explorer host) {
        return host.index()
                .map(text -> OptionalInt.of(ZoneIndex.parse(text.getBytes(StandardCharsets.ISO_8859_1))
                        .entries()
                        .size()))
                .orElse(OptionalInt.empty());
    }
}
