package org.jzones.image;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * The images that there are, of which one is chosen.
 *
 * @param <T> what is known of each
 */
final class Candidates<T> {
    private static final int MOST_SHOWN = 20;

    private record Candidate<T>(T image, String id, String name, Platform platform) {}

    private final String shown;
    private final Set<Candidate<T>> all = new LinkedHashSet<>();

    /** @param shown all of it for people */
    Candidates(String shown) {
        this.shown = shown;
    }

    /**
     * @param id tells it from all others
     * @param name by which people know it and those that are the same for other machines; empty if there is none
     */
    void add(T image, String id, String name, Platform platform) {
        all.add(new Candidate<>(image, id, name, platform));
    }

    /** The one that runs here and makes most of this machine. @throws Failure if there is none, or are several */
    T choose(Platform here) {
        Map<String, Candidate<T>> best = new LinkedHashMap<>();
        for (Candidate<T> candidate : all) {
            if (here.runs(candidate.platform())) {
                best.merge(candidate.name(), candidate, this::better);
            }
        }
        Map<String, Candidate<T>> different = new LinkedHashMap<>();
        best.values().forEach(candidate -> different.putIfAbsent(candidate.id(), candidate));
        if (different.isEmpty()) {
            throw none(here);
        }
        if (different.size() > 1) {
            throw Failure.of(Message.IMAGE_SEVERAL, shown, shown(best.keySet()));
        }
        return different.values().iterator().next().image();
    }

    private Candidate<T> better(Candidate<T> one, Candidate<T> other) {
        int levelOfOne = one.platform().level();
        int levelOfOther = other.platform().level();
        if (levelOfOne == levelOfOther && !one.id().equals(other.id())) {
            throw Failure.of(
                    Message.IMAGE_SEVERAL, shown, shown(List.of(Shown.text(one.id()), Shown.text(other.id()))));
        }
        return levelOfOne >= levelOfOther ? one : other;
    }

    private Failure none(Platform here) {
        Set<String> platforms = all.stream()
                .map(candidate -> candidate.platform().toString())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return all.isEmpty()
                ? Failure.of(Message.IMAGE_NONE, shown)
                : Failure.of(Message.IMAGE_PLATFORM, shown, shown(platforms), here);
    }

    private static String shown(java.util.Collection<String> names) {
        String some = names.stream().limit(MOST_SHOWN).map(Shown::text).collect(Collectors.joining(", "));
        return names.size() > MOST_SHOWN ? some + ", ..." : some;
    }
}
