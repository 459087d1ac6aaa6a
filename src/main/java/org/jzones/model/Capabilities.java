package org.jzones.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a Linux zone's root may do (spec 5, 10.1): capabilities(7), those of the default set and what limitpriv adds and
 * takes away.
 *
 * @param names with {@code CAP_} in front, in capitals, sorted, each once
 * @param unknown the words of limitpriv that are no names of capabilities, as they are written, in their order
 */
public record Capabilities(List<String> names, List<String> unknown) {
    /** In the order of their numbers. */
    private static final List<String> BY_NUMBER = List.of("""
            chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable
            net_bind_service net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio sys_chroot
            sys_ptrace sys_pacct sys_admin sys_boot sys_nice sys_resource sys_time sys_tty_config mknod lease
            audit_write audit_control setfcap mac_override mac_admin syslog wake_alarm block_suspend audit_read
            perfmon bpf checkpoint_restore""".split("\\s+"));

    private static final Set<String> ALL = Set.copyOf(BY_NUMBER);

    /** Without net_raw (forged ARP on the bridge) and mknod (nodes of the host's disks). */
    private static final Set<String> DEFAULT = Set.of(
            "chown",
            "dac_override",
            "fowner",
            "fsetid",
            "kill",
            "net_bind_service",
            "setfcap",
            "setgid",
            "setpcap",
            "setuid",
            "sys_chroot");

    /** Words for sets that add nothing to what there is. */
    private static final Set<String> NOTHING = Set.of("default", "basic", "zone", "none");

    private static final String PREFIX = "cap_";

    public Capabilities {
        names = List.copyOf(names);
        unknown = List.copyOf(unknown);
    }

    /**
     * The default set with what a limitpriv adds to it, and takes away with {@code !} or {@code -} in front. A
     * {@code none} at its beginning takes the default set's place; {@code all} is never given, and counts as unknown.
     *
     * @param limitpriv names with commas between them, in any case, with or without {@code cap_}; empty for no more than
     *     the default
     */
    public static Capabilities of(String limitpriv) {
        String[] words = limitpriv.isEmpty() ? new String[0] : limitpriv.split(",", -1);
        boolean fromNothing = words.length > 0 && words[0].equalsIgnoreCase("none");
        Set<String> chosen = new TreeSet<>(fromNothing ? Set.of() : DEFAULT);
        List<String> unknown = new ArrayList<>();
        for (String word : words) {
            boolean negated = word.startsWith("!") || word.startsWith("-");
            String name = word.substring(negated ? 1 : 0).toLowerCase(Locale.ROOT);
            if (isName(name)) {
                String bare = bare(name);
                boolean unused = negated ? chosen.remove(bare) : chosen.add(bare);
            } else if (!NOTHING.contains(name)) {
                unknown.add(word);
            }
        }
        return new Capabilities(chosen.stream().map(Capabilities::full).toList(), unknown);
    }

    /** The names of a set as the kernel has it, a bit for each. */
    public static Set<String> ofBits(long bits) {
        Set<String> names = new TreeSet<>();
        for (int number = 0; number < BY_NUMBER.size(); number++) {
            if ((bits >>> number & 1) == 1) {
                names.add(full(BY_NUMBER.get(number)));
            }
        }
        return names;
    }

    /** Whether the word, in small letters, is the name of a capability, with or without {@code cap_}. */
    public static boolean isName(String word) {
        return ALL.contains(bare(word));
    }

    private static String bare(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    private static String full(String name) {
        return (PREFIX + name).toUpperCase(Locale.ROOT);
    }
}
