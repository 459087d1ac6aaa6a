package org.jzones.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.host.Machine;

/** For which machine a program is, by its first bytes (spec 5.9). */
class ElfTest {
    private static byte[] head(int bits, int order, int low, int high) {
        byte[] head = new byte[Elf.HEAD];
        byte[] magic = {0x7f, 'E', 'L', 'F', (byte) bits, (byte) order};
        System.arraycopy(magic, 0, head, 0, magic.length);
        head[18] = (byte) low;
        head[19] = (byte) high;
        return head;
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 62, 0, x86-64",
        "1, 1, 3, 0, x86",
        "1, 1, 62, 0, 'x86-64 (32 bits, little-endian)'",
        "2, 1, 183, 0, arm64",
        "1, 1, 40, 0, arm",
        "2, 1, 243, 0, riscv",
        "2, 2, 0, 22, s390",
        "2, 1, 21, 0, ppc64",
        "2, 2, 0, 21, 'ppc64 (64 bits, big-endian)'",
        "2, 1, 2, 1, loongarch",
        "2, 1, 1, 2, machine 513"
    })
    void itsBytesTellWhatItIs(int bits, int order, int low, int high, String name) {
        assertEquals(name, Elf.of(head(bits, order, low, high)).orElseThrow().name());
    }

    @Test
    void whatDoesNotBeginLikeOneIsNone() {
        assertEquals(Optional.empty(), Elf.of(new byte[0]));
        assertEquals(Optional.empty(), Elf.of(new byte[Elf.HEAD]));
        byte[] short19 = java.util.Arrays.copyOf(head(2, 1, 62, 0), Elf.HEAD - 1);
        assertEquals(Optional.empty(), Elf.of(short19));
    }

    @Test
    void aMachineRunsItsOwnProgramsAndThoseOfThirtyTwoBitsOnX86() {
        Elf x64 = Elf.of(head(2, 1, 62, 0)).orElseThrow();
        Elf x86 = Elf.of(head(1, 1, 3, 0)).orElseThrow();
        Elf arm = Elf.of(head(2, 1, 183, 0)).orElseThrow();
        assertEquals(true, x64.runs(x64));
        assertEquals(true, x64.runs(x86));
        assertEquals(false, x86.runs(x64));
        assertEquals(false, x64.runs(arm));
        assertEquals(false, arm.runs(x64));
        assertEquals(true, arm.runs(arm));
    }

    @Test
    void thisMachineHasOne() {
        assertEquals(
                Files.exists(Path.of("/proc/self/exe")),
                new Machine(Path.of("/proc")).elf().isPresent());
        assertEquals(Optional.empty(), new Machine(Path.of("/nowhere")).elf());
    }
}
