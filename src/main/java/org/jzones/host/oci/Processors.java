package org.jzones.host.oci;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which processors of the machine a zone with dedicated-cpu gets: the last ones that no other zone has. */
final class Processors {
    private Processors() {}

    /**
     * The numbers as cpuset has them; empty if there are not enough.
     *
     * @param ncpus how many, as {@code 2} or {@code 1-4}
     * @param taken numbers that other zones have
     */
    static Optional<String> choose(String ncpus, int ofMachine, Collection<Integer> taken) {
        List<Integer> free = new ArrayList<>();
        for (int number = ofMachine - 1; number >= 0; number--) {
            if (!taken.contains(number)) {
                free.add(number);
            }
        }
        String[] range = ncpus.split("-", 2);
        int least = Integer.parseInt(range[0]);
        int most = Integer.parseInt(range[range.length - 1]);
        if (free.size() < Math.max(least, 1)) {
            return Optional.empty();
        }
        return Optional.of(free.subList(0, Math.min(most, free.size())).stream()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(",")));
    }

    /** The numbers in such a text. */
    static List<Integer> numbers(String cpus) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : cpus.split(",")) {
            if (number.matches("[0-9]{1,5}")) {
                numbers.add(Integer.valueOf(number));
            }
        }
        return numbers;
    }
}
