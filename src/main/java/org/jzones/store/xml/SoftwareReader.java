package org.jzones.store.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jzones.model.DevicePermission;
import org.jzones.model.Inventory;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;

/**
 * What a manifest says besides the configuration (spec 4.4): software and device permissions. What is not known of these is
 * passed over, for nobody writes them again: a manifest is made of the software and the devices there are.
 */
final class SoftwareReader {
    static final List<String> ELEMENTS = List.of("package", "patch", "dev-perm");

    private final Cursor at;
    private final List<Pkg> packages = new ArrayList<>();
    private final Map<String, Patch> patches = new HashMap<>();
    private final List<DevicePermission> devices = new ArrayList<>();

    SoftwareReader(Cursor at) {
        this.at = at;
    }

    Inventory inventory() {
        return new Inventory(packages, List.copyOf(patches.values()));
    }

    List<DevicePermission> devices() {
        return devices;
    }

    /** Reads the element at hand, one of {@link #ELEMENTS}. */
    void read() throws XMLStreamException {
        switch (at.element()) {
            case "package" -> {
                packages.add(new Pkg(at.required("name"), at.required("version")));
                at.rest(List.of());
            }
            case "patch" -> patch();
            default -> device();
        }
    }

    private void patch() throws XMLStreamException {
        String id = at.required("id");
        List<String> obsoletes = new ArrayList<>();
        List<String> incompatibles = new ArrayList<>();
        while (at.nextChild()) {
            String element = at.element();
            if (!element.equals("obsoletes") && !element.equals("incompatible")) {
                at.take(0);
                continue;
            }
            String other = at.required("id");
            if (!other.isEmpty()) {
                (element.equals("obsoletes") ? obsoletes : incompatibles).add(other);
            }
            at.rest(List.of());
        }
        patches.putIfAbsent(id, new Patch(id, obsoletes, incompatibles));
    }

    private void device() throws XMLStreamException {
        devices.add(new DevicePermission(
                at.required("name"),
                number("uid", 10),
                number("gid", 10),
                number("mode", 8) & DevicePermission.RIGHTS,
                at.optional("acl").orElse("")));
        at.rest(List.of());
    }

    private int number(String attribute, int radix) {
        String text = at.required(attribute);
        try {
            return Integer.parseInt(text, radix);
        } catch (NumberFormatException e) {
            throw at.invalid(attribute + " '" + text + "' is not a number");
        }
    }
}
