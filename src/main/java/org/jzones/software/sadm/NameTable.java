package org.jzones.software.sadm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Names found by their bytes, without making a String of every candidate. */
final class NameTable {
    private final byte[][] names;
    /** Open addressing; a slot holds the name's index, or -1. */
    private final int[] slots;

    NameTable(List<String> names) {
        this.names = new byte[names.size()][];
        int size = Integer.highestOneBit(Math.max(names.size(), 4)) << 2;
        slots = new int[size];
        Arrays.fill(slots, -1);
        for (int i = 0; i < this.names.length; i++) {
            this.names[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
            int hash = 0;
            for (byte b : this.names[i]) {
                hash = hash(hash, b);
            }
            int slot = slot(hash);
            while (slots[slot] >= 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i;
        }
    }

    /** The hash of a name, from that of all its bytes but the last; 0 for none. */
    static int hash(int before, byte next) {
        return before * 31 + next;
    }

    /** Sets the name's place in found, if it is one of these. Names found before are not compared again. */
    void mark(byte[] buffer, int start, int end, int hash, boolean[] found) {
        for (int slot = slot(hash); slots[slot] >= 0; slot = slot + 1 & slots.length - 1) {
            int index = slots[slot];
            if (!found[index] && isSame(names[index], buffer, start, end)) {
                found[index] = true;
                return;
            }
        }
    }

    private static boolean isSame(byte[] name, byte[] buffer, int start, int end) {
        if (name.length != end - start) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i] != buffer[start + i]) {
                return false;
            }
        }
        return true;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & slots.length - 1;
    }
}
