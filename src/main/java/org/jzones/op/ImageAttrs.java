package org.jzones.op;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jzones.host.oci.Signals;
import org.jzones.image.ImageConfig;
import org.jzones.model.CommandWords;
import org.jzones.model.LinuxEnvironment;
import org.jzones.model.Message;
import org.jzones.model.PlainText;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/** How an image wants to be run, as attrs of a zone; what the zone's configuration says already stays. */
final class ImageAttrs {
    private static final int TERM = 15;
    private static final Set<String> ROOT = Set.of("root", "0", "root:root", "0:0");

    private ZoneConfig config;
    private final List<String> set = new ArrayList<>();
    private final List<String> staying = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    private ImageAttrs(ZoneConfig config) {
        this.config = config;
    }

    /** @param config of the zone that is made of the image */
    static ImageAttrs of(ImageConfig image, ZoneConfig config) {
        ImageAttrs attrs = new ImageAttrs(config);
        if (!image.command().isEmpty()) {
            attrs.add("init", CommandWords.text(image.command()));
        }
        image.directory().filter(directory -> !directory.equals("/")).ifPresent(to -> attrs.add("cwd", absolute(to)));
        image.user().filter(user -> !ROOT.contains(user)).ifPresent(user -> attrs.add("user", user));
        image.stopSignal().ifPresent(attrs::stopSignal);
        attrs.environment(image.environment());
        return attrs;
    }

    private static String absolute(String directory) {
        return directory.startsWith("/") ? directory : "/" + directory;
    }

    private void stopSignal(String signal) {
        Optional<Integer> number = Signals.number(signal);
        if (number.isEmpty()) {
            left.add("stop-signal");
        } else if (number.get() != TERM) {
            add("stop-signal", signal);
        }
    }

    private void add(String name, String value) {
        Optional<String> there = config.attr(name);
        if (there.isPresent()) {
            stays(name, there.get().equals(value));
        } else {
            put(name, value);
        }
    }

    private void stays(String name, boolean isSame) {
        if (!isSame) {
            staying.add(name);
        }
    }

    private void put(String name, String value) {
        if (!PlainText.isPlain(value)) {
            left.add(name);
            return;
        }
        Resource attr = Resource.of(ResourceType.ATTR).with("name", name).with("type", "string");
        config = config.adding(attr.with("value", value));
        set.add(name);
    }

    private void environment(List<String> variables) {
        Map<String, String> there = new LinkedHashMap<>();
        for (Resource attr : config.stored(ResourceType.ATTR)) {
            if (LinuxEnvironment.isVariable(attr.text("name").orElse(""))) {
                String text = attr.text("value").orElse("");
                there.put(variable(text), text);
            }
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        variables.forEach(text -> wanted.put(variable(text), text));
        wanted.forEach((variable, text) -> {
            if (there.containsKey(variable)) {
                stays("env " + variable, text.equals(there.get(variable)));
            } else if (variable.isEmpty() || !PlainText.isPlain(text)) {
                left.add("env " + (PlainText.isPlain(variable) ? variable : "").strip());
            } else {
                put("env." + free(), text);
            }
        });
    }

    /** The name of a variable; empty if the text is none. */
    private static String variable(String text) {
        return text.substring(0, Math.max(0, text.indexOf('=')));
    }

    /** The first number that no variable of the zone has yet. */
    private int free() {
        Set<String> names = config.stored(ResourceType.ATTR).stream()
                .map(attr -> attr.text("name").orElse(""))
                .collect(Collectors.toSet());
        int number = 1;
        while (names.contains("env." + number)) {
            number++;
        }
        return number;
    }

    /** The zone's configuration with what it did not say. */
    ZoneConfig config() {
        return config;
    }

    /** What of the image the configuration does not have, and somebody has to know. */
    List<Problem> told() {
        List<Problem> told = new ArrayList<>();
        if (!staying.isEmpty()) {
            told.add(Problem.of(Message.IMAGE_ATTRS_STAY, String.join(", ", staying)));
        }
        if (!left.isEmpty()) {
            told.add(Problem.of(Message.IMAGE_ATTRS_LEFT, String.join(", ", left)));
        }
        return told;
    }

    /** What the configuration has of the image. */
    List<Problem> notes() {
        return set.isEmpty() ? List.of() : List.of(Problem.of(Message.IMAGE_ATTRS_SET, String.join(", ", set)));
    }
}
