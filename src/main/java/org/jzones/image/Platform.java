package org.jzones.image;

import java.util.Map;
import java.util.Optional;
import org.jzones.model.Elf;

/**
 * What a system runs on, in the words of images.
 *
 * @param variant of the architecture; empty if nothing is said of it
 */
public record Platform(String os, String architecture, String variant) {
    private static final String LINUX = "linux";
    private static final String ARM = "arm";

    /** By the names that uname(1) has for machines; the others are the same in images. */
    private static final Map<String, Platform> MACHINES = Map.of(
            "x86_64", linux("amd64", ""),
            "aarch64", linux("arm64", "v8"),
            "armv8l", linux(ARM, "v8"),
            "armv7l", linux(ARM, "v7"),
            "armv6l", linux(ARM, "v6"),
            "i686", linux("386", ""),
            "i586", linux("386", ""),
            "loongarch64", linux("loong64", ""));

    /** By the names of programs' processors. */
    private static final Map<String, Platform> PROGRAMS = Map.of(
            "x86-64", linux("amd64", ""),
            "x86", linux("386", ""),
            "arm64", linux("arm64", "v8"),
            "arm", linux(ARM, "v6"),
            "ppc64", linux("ppc64le", ""),
            "s390", linux("s390x", ""),
            "riscv", linux("riscv64", ""),
            "loongarch", linux("loong64", ""));

    private static Platform linux(String architecture, String variant) {
        return new Platform(LINUX, architecture, variant);
    }

    /**
     * That of a machine.
     *
     * @param machine as uname(1) names it
     * @param program one that runs here, which tells where uname does not
     */
    public static Platform of(String machine, Optional<Elf> program) {
        Optional<Platform> byProgram = program.flatMap(elf -> Optional.ofNullable(PROGRAMS.get(elf.name())));
        return Optional.ofNullable(MACHINES.get(machine))
                .or(() -> machine.equals("unknown") ? byProgram : Optional.empty())
                .orElse(linux(machine, ""));
    }

    /** Whether a system for the other one runs on this one. */
    boolean runs(Platform other) {
        return os.equals(other.os) && architecture.equals(other.architecture) && other.level() <= level();
    }

    /** Of two that run here the one with the higher level makes more of the machine. */
    int level() {
        String digits = variant.startsWith("v") ? variant.substring(1) : variant;
        if (variant.isEmpty()) {
            return architecture.equals(ARM) ? 7 : usual();
        }
        return digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    }

    /** That of a machine of which no variant is named. */
    private int usual() {
        return architecture.equals("arm64") ? 8 : 1;
    }

    @Override
    public String toString() {
        return Shown.text(os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant));
    }
}
