package org.jzones.store.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jzones.model.DevicePermission;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Inventory;
import org.jzones.model.Kept;
import org.jzones.model.ListItem;
import org.jzones.model.Manifest;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;
import org.jzones.model.Property;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/** Zone documents and manifests as Solaris 10 writes them (spec 1.2, 4.4): the same values give the same bytes. */
public final class ZoneDocumentWriter {
    private static final String HEAD = "<?xml version=\"1.0\"?>\n"
            + "<!DOCTYPE zone PUBLIC \"-//Sun Microsystems Inc//DTD Zones//EN\""
            + " \"file:///usr/share/lib/xml/dtd/zonecfg.dtd.1\">\n";

    private final Markup xml = new Markup();
    private int depth;

    private ZoneDocumentWriter() {}

    /** The configuration document. */
    public static byte[] write(ZoneConfig config) {
        return write(new Manifest(config, Inventory.EMPTY, List.of()), DocumentKind.CONFIGURATION);
    }

    /** The detach manifest. */
    public static byte[] write(Manifest manifest) {
        return write(manifest, DocumentKind.MANIFEST);
    }

    private static byte[] write(Manifest manifest, DocumentKind kind) {
        ZoneDocumentWriter writer = new ZoneDocumentWriter();
        writer.xml.raw(HEAD + "<!--\n" + kind.comment() + "\n-->\n");
        writer.zone(manifest);
        // nothing but names and comments of what is only kept is not ASCII
        return writer.xml.raw("\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void zone(Manifest manifest) {
        ZoneConfig config = manifest.config();
        xml.start("zone");
        for (GlobalProperty property : GlobalProperty.XML_ORDER) {
            if (config.isSet(property) || property.isAlwaysWritten()) {
                xml.attribute(property.xmlName(), config.get(property));
            }
        }
        attributes(config.kept());
        for (Resource resource : config.resources()) {
            resource(resource);
        }
        for (Pkg pkg : manifest.software().packages()) {
            // a host has thousands of these and of patches, which are written as they look
            xml.raw("\n  <package name=\"").value(pkg.name());
            xml.raw("\" version=\"").value(pkg.version()).raw("\"/>");
        }
        for (Patch patch : manifest.software().patches()) {
            patch(patch);
        }
        for (DevicePermission device : manifest.devices()) {
            leaf(
                    "dev-perm",
                    "name",
                    device.name(),
                    "uid",
                    Integer.toString(device.uid()),
                    "gid",
                    Integer.toString(device.gid()),
                    "mode",
                    Integer.toOctalString(device.mode()),
                    "acl",
                    device.acl());
        }
        end(!config.resources().isEmpty()
                || !manifest.software().isEmpty()
                || !manifest.devices().isEmpty());
    }

    private void resource(Resource resource) {
        if (resource.type() == ResourceType.DEDICATED_CPU) {
            dedicatedCpu(resource);
            return;
        }
        if (resource.type() == ResourceType.UNKNOWN) {
            elements(resource.kept(), 0, 0);
            return;
        }
        start(resource.type().element());
        for (String attribute : resource.type().xmlAttributes()) {
            Property property = propertyOf(resource.type(), attribute);
            String text = resource.text(property.name()).orElse("");
            if ((property.isRequired() && !resource.isStorage()) || !text.isEmpty()) {
                xml.attribute(attribute, text);
            }
        }
        Kept kept = resource.kept();
        attributes(kept);
        List<ListItem> items = resource.items();
        for (int i = 0; i < items.size(); i++) {
            elements(kept, i, i);
            Property list = resource.type().list().orElseThrow();
            int alike = kept.isNothing() ? 0 : Collections.frequency(items.subList(0, i), items.get(i));
            item(list, items.get(i), kept.of(list.xmlName(), items.get(i), alike));
        }
        elements(kept, items.size(), Integer.MAX_VALUE);
        end(!items.isEmpty() || !kept.elements().isEmpty());
    }

    private void item(Property list, ListItem item, Kept kept) {
        List<String> namesAndValues = new ArrayList<>();
        List<String> attributes = list.fields();
        for (int i = 0; i < attributes.size(); i++) {
            namesAndValues.add(attributes.get(i));
            namesAndValues.add(item.field(i));
        }
        leaf(list.xmlName(), kept, namesAndValues.toArray(String[]::new));
    }

    private void attributes(Kept kept) {
        for (Kept.Attribute attribute : kept.attributes()) {
            xml.attribute(attribute.name(), attribute.value());
        }
    }

    /** The elements kept at these places. */
    private void elements(Kept kept, int first, int last) {
        for (Kept.Element element : kept.elements()) {
            if (element.place() >= first && element.place() <= last) {
                depth++;
                newLine();
                xml.raw(element.xml());
                depth--;
            }
        }
    }

    private static Property propertyOf(ResourceType type, String attribute) {
        return type.properties().stream()
                .filter(p -> p.xmlName().equals(attribute))
                .findFirst()
                .orElseThrow();
    }

    private void dedicatedCpu(Resource resource) {
        if (resource.text("importance").isPresent()) {
            Kept kept = resource.kept().of("tmp_pool", ListItem.of(), 0);
            leaf("tmp_pool", kept, "importance", resource.get("importance"));
        }
        if (resource.text("ncpus").isPresent()) {
            String[] range = resource.get("ncpus").split("-", 2);
            Kept kept = resource.kept().of("pset", ListItem.of(), 0);
            leaf("pset", kept, "ncpu_min", range[0], "ncpu_max", range[range.length - 1]);
        }
    }

    private void patch(Patch patch) {
        boolean isLeaf = patch.obsoletes().isEmpty() && patch.incompatibles().isEmpty();
        xml.raw("\n  <patch id=\"").value(patch.id()).raw(isLeaf ? "\"/>" : "\">");
        if (isLeaf) {
            return;
        }
        for (String id : patch.obsoletes()) {
            xml.raw("\n    <obsoletes id=\"").value(id).raw("\"/>");
        }
        for (String id : patch.incompatibles()) {
            xml.raw("\n    <incompatible id=\"").value(id).raw("\"/>");
        }
        xml.raw("\n  </patch>");
    }

    private void leaf(String element, String... namesAndValues) {
        leaf(element, Kept.NOTHING, namesAndValues);
    }

    private void leaf(String element, Kept kept, String... namesAndValues) {
        start(element);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.attribute(namesAndValues[i], namesAndValues[i + 1]);
        }
        attributes(kept);
        elements(kept, 0, Integer.MAX_VALUE);
        end(!kept.elements().isEmpty());
    }

    private void start(String element) {
        depth++;
        newLine();
        xml.start(element);
    }

    private void end(boolean hasChildren) {
        if (hasChildren) {
            newLine();
        }
        depth--;
        xml.end();
    }

    private void newLine() {
        xml.raw("\n" + "  ".repeat(depth));
    }
}
