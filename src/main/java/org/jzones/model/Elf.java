package org.jzones.model;

import java.util.Map;
import java.util.Optional;

/**
 * For which machine a program is, as the first bytes of it tell (elf(5), spec 5.9).
 *
 * @param bits 32 or 64
 * @param littleEndian whether numbers have their last byte first
 * @param machine the number of the processor's kind
 */
public record Elf(int bits, boolean littleEndian, int machine) {
    /** So many bytes are needed. */
    public static final int HEAD = 20;

    private static final int X86 = 3;
    private static final int S390 = 22;
    private static final int X86_64 = 62;

    private static final Map<Integer, String> NAMES = Map.of(
            X86,
            "x86",
            X86_64,
            "x86-64",
            40,
            "arm",
            183,
            "arm64",
            21,
            "ppc64",
            22,
            "s390",
            243,
            "riscv",
            8,
            "mips",
            258,
            "loongarch");

    /** What the bytes that a file begins with tell; empty if it is no such program. */
    public static Optional<Elf> of(byte[] head) {
        if (head.length < HEAD || head[0] != 0x7f || head[1] != 'E' || head[2] != 'L' || head[3] != 'F') {
            return Optional.empty();
        }
        boolean little = head[5] != 2;
        int low = head[little ? 18 : 19] & 0xff;
        int high = head[little ? 19 : 18] & 0xff;
        return Optional.of(new Elf(head[4] == 2 ? 64 : 32, little, high << 8 | low));
    }

    /** Whether a machine for which this program is runs the other one, too: the same, or the 32 bits of x86 on x86-64. */
    public boolean runs(Elf other) {
        return equals(other)
                || (machine == X86_64 && littleEndian && (other.machine == X86 || other.machine == X86_64));
    }

    /** As people call it. */
    public String name() {
        String name = NAMES.getOrDefault(machine, "machine " + machine);
        int usualBits = name.endsWith("64") || machine > X86_64 || machine == S390 ? 64 : 32;
        boolean usual = bits == usualBits && littleEndian == (machine != S390);
        return usual ? name : name + " (" + bits + " bits, " + (littleEndian ? "little" : "big") + "-endian)";
    }
}
