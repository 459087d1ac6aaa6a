package org.jzones.store;

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

    /** The index of the name, or -1. */
    int find(byte[] buffer, int start, int end, int hash) {
        for (int slot = slot(hash); slots[slot] >= 0; slot = slot + 1 & slots.length - 1) {
            byte[] name = names[slots[slot]];
            if (Arrays.equals(name, 0, name.length, buffer, start, end)) {
                return slots[slot];
            }
        }
        return -1;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & slots.length - 1;
    }
}
