package org.jzones.software.sadm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made of some texts, by their bytes. The packages of a host tell of the same patches in the same words, a dozen
 * times each, so that most of them need not be read.
 *
 * @param <T> what is made of a text
 */
final class KnownTexts<T> {
    private static final int FEWEST_SLOTS = 1 << 11;

    private final List<byte[]> texts = new ArrayList<>();
    private final List<T> values = new ArrayList<>();
    /** Open addressing; a slot holds the place in the lists, or -1. At most half of them are taken. */
    private int[] slots = empty(FEWEST_SLOTS);

    /** What was made of the same bytes; null if nothing was. */
    @Nullable
    T get(byte[] bytes, int from, int to) {
        for (int slot = slot(hash(bytes, from, to)); slots[slot] >= 0; slot = slot + 1 & slots.length - 1) {
            byte[] text = texts.get(slots[slot]);
            if (Arrays.equals(text, 0, text.length, bytes, from, to)) {
                return values.get(slots[slot]);
            }
        }
        return null;
    }

    /** Remembers what was made of these bytes, of which nothing was made before. */
    void put(byte[] bytes, int from, int to, T value) {
        texts.add(Arrays.copyOfRange(bytes, from, to));
        values.add(value);
        if (texts.size() * 2 > slots.length) {
            slots = empty(slots.length * 2);
            for (int i = 0; i < texts.size() - 1; i++) {
                take(i);
            }
        }
        take(texts.size() - 1);
    }

    private void take(int place) {
        byte[] text = texts.get(place);
        int slot = slot(hash(text, 0, text.length));
        while (slots[slot] >= 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = place;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = NameTable.hash(hash, bytes[i]);
        }
        return hash;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & slots.length - 1;
    }

    private static int[] empty(int size) {
        int[] slots = new int[size];
        Arrays.fill(slots, -1);
        return slots;
    }
}
