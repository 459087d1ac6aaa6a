package org.jzones.software.sadm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jzones.model.PlainText;

/** The patches that the packages of a host tell of, found by the bytes of their ids. */
final class KnownPatches {
    private static final int FEWEST_SLOTS = 1 << 11;

    /** Open addressing; at most half of the slots are taken. */
    private @Nullable KnownPatch[] slots = new @Nullable KnownPatch[FEWEST_SLOTS];

    private int count;
    /** Ids in which bytes were replaced: different ones may have become the same. */
    private final Map<String, KnownPatch> replaced = new HashMap<>();

    private int packages;

    /** A number for a package, from 1 on, that no other has. */
    int nextPackage() {
        return ++packages;
    }

    /** @param hash as {@link NameTable#hash} makes it of the id's bytes */
    KnownPatch at(byte[] bytes, int from, int to, int hash) {
        int at = slot(hash);
        KnownPatch known = slots[at];
        while (known != null) {
            if (known.isCalled(bytes, from, to)) {
                return known.sameText();
            }
            at = at + 1 & slots.length - 1;
            known = slots[at];
        }
        return add(Arrays.copyOfRange(bytes, from, to), hash, at);
    }

    private KnownPatch add(byte[] id, int hash, int at) {
        KnownPatch known = new KnownPatch(id, hash, PlainText.ofLatin1(id, 0, id.length), replaced);
        slots[at] = known;
        count++;
        if (count * 2 > slots.length) {
            grow();
        }
        return known.sameText();
    }

    private void grow() {
        @Nullable KnownPatch[] before = slots;
        slots = new @Nullable KnownPatch[before.length * 2];
        for (KnownPatch known : before) {
            if (known != null) {
                int at = slot(known.hash());
                while (slots[at] != null) {
                    at = at + 1 & slots.length - 1;
                }
                slots[at] = known;
            }
        }
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & slots.length - 1;
    }
}
