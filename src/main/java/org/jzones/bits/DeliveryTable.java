package org.jzones.bits;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jzones.software.Delivery;

/** What packages deliver, by path; a path may have several entries. */
final class DeliveryTable implements Iterable<Delivery> {
    private final NavigableMap<String, List<Delivery>> entries = new TreeMap<>();

    /** Adds one after those of the same path. */
    void add(Delivery delivery) {
        entries.computeIfAbsent(delivery.path(), path -> new ArrayList<>(1)).add(delivery);
    }

    /** Those of a path; none if it has none. */
    List<Delivery> at(String path) {
        return entries.getOrDefault(path, List.of());
    }

    /** All by path, in the order of the path's bytes. */
    NavigableMap<String, List<Delivery>> byPath() {
        return entries;
    }

    @Override
    public Iterator<Delivery> iterator() {
        return entries.values().stream().flatMap(List::stream).iterator();
    }
}
