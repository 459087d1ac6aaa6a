package org.jzones.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jzones.model.Patch;

/** What a host's patches amount to, whatever way it got there (spec 4.5). Linear in what the patches say. */
final class PatchLevel {
    /** As the revision in a claim: every revision. */
    private static final String ALL = "";

    /** The highest revision of each patch, by base id. */
    private final Map<String, Patch> highest = new HashMap<>();
    /** By the base id of what is obsoleted. */
    private final Map<String, List<Claim>> claims = new HashMap<>();

    /** A patch says that it obsoletes another one, up to this revision. */
    private record Claim(Patch by, String revision) {}

    PatchLevel(List<Patch> patches) {
        for (Patch patch : patches) {
            highest.merge(patch.base(), patch, PatchLevel::higher);
            obsoleted(patch)
                    .forEach((base, revision) ->
                            claims.computeIfAbsent(base, b -> new ArrayList<>()).add(new Claim(patch, revision)));
        }
    }

    /** Numerically where both are digits, else as texts; none is lowest. */
    static int compareRevisions(Patch one, Patch other) {
        return Versions.compareFields(one.revision(), other.revision());
    }

    static Patch higher(Patch one, Patch other) {
        return compareRevisions(one, other) > 0 ? one : other;
    }

    Set<String> bases() {
        return highest.keySet();
    }

    Optional<Patch> highest(String base) {
        return Optional.ofNullable(highest.get(base));
    }

    /** True if another patch of this host obsoletes this one, unless this one obsoletes that one too. */
    boolean covers(Patch patch) {
        List<Claim> about = claims.getOrDefault(patch.base(), List.of());
        if (about.isEmpty()) {
            return false;
        }
        Map<String, String> back = obsoleted(patch);
        for (Claim claim : about) {
            Patch by = claim.by();
            if (!by.base().equals(patch.base())
                    && reaches(claim.revision(), patch)
                    && !reaches(back.get(by.base()), by)) {
                return true;
            }
        }
        return false;
    }

    /** By base id, up to which revision the patch obsoletes others. */
    private static Map<String, String> obsoleted(Patch patch) {
        Map<String, String> upTo = new HashMap<>();
        for (String id : patch.obsoletes()) {
            Patch named = new Patch(id, List.of(), List.of());
            if (!reaches(upTo.get(named.base()), named)) {
                upTo.put(named.base(), named.revision());
            }
        }
        return upTo;
    }

    private static boolean reaches(@Nullable String revision, Patch patch) {
        return revision != null && (revision.equals(ALL) || Versions.compareFields(revision, patch.revision()) >= 0);
    }
}
