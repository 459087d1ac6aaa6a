package org.jzones.store.xml;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLOutputFactory2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jzones.model.DevicePermission;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Inventory;
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

    private final XMLStreamWriter2 xml;
    private int depth;

    private ZoneDocumentWriter(XMLStreamWriter2 xml) {
        this.xml = xml;
    }

    /** The configuration document. */
    public static byte[] write(ZoneConfig config) {
        return write(new Manifest(config, Inventory.EMPTY, List.of()), DocumentKind.CONFIGURATION);
    }

    /** The detach manifest. */
    public static byte[] write(Manifest manifest) {
        return write(manifest, DocumentKind.MANIFEST);
    }

    private static byte[] write(Manifest manifest, DocumentKind kind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            WstxOutputFactory factory = new WstxOutputFactory();
            factory.setProperty(XMLOutputFactory2.P_AUTOMATIC_EMPTY_ELEMENTS, true);
            // what ASCII has not is written as character references
            XMLStreamWriter2 xml = (XMLStreamWriter2) factory.createXMLStreamWriter(bytes, "US-ASCII");
            xml.writeRaw(HEAD + "<!--\n" + kind.comment() + "\n-->\n");
            new ZoneDocumentWriter(xml).zone(manifest);
            xml.writeRaw("\n");
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write the document of " + manifest.config(), e);
        }
        return bytes.toByteArray();
    }

    private void zone(Manifest manifest) throws XMLStreamException {
        ZoneConfig config = manifest.config();
        xml.writeStartElement("zone");
        for (GlobalProperty property : GlobalProperty.XML_ORDER) {
            if (config.isSet(property) || property.isRequiredInXml()) {
                xml.writeAttribute(property.xmlName(), config.get(property));
            }
        }
        for (Resource resource : config.resources()) {
            resource(resource);
        }
        for (Pkg pkg : manifest.software().packages()) {
            leaf("package", "name", pkg.name(), "version", pkg.version());
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

    private void resource(Resource resource) throws XMLStreamException {
        if (resource.type() == ResourceType.DEDICATED_CPU) {
            dedicatedCpu(resource);
            return;
        }
        start(resource.type().element());
        for (String attribute : resource.type().xmlAttributes()) {
            Property property = propertyOf(resource.type(), attribute);
            String text = resource.text(property.name()).orElse("");
            if (property.isRequired() || !text.isEmpty()) {
                xml.writeAttribute(attribute, text);
            }
        }
        for (ListItem item : resource.items()) {
            item(resource.type().list().orElseThrow(), item);
        }
        end(!resource.items().isEmpty());
    }

    private void item(Property list, ListItem item) throws XMLStreamException {
        start(list.xmlName());
        List<String> attributes = list.fields();
        for (int i = 0; i < attributes.size(); i++) {
            xml.writeAttribute(attributes.get(i), item.field(i));
        }
        end(false);
    }

    private static Property propertyOf(ResourceType type, String attribute) {
        return type.properties().stream()
                .filter(p -> p.xmlName().equals(attribute))
                .findFirst()
                .orElseThrow();
    }

    private void dedicatedCpu(Resource resource) throws XMLStreamException {
        if (resource.text("importance").isPresent()) {
            leaf("tmp_pool", "importance", resource.get("importance"));
        }
        if (resource.text("ncpus").isPresent()) {
            String[] range = resource.get("ncpus").split("-", 2);
            leaf("pset", "ncpu_min", range[0], "ncpu_max", range[range.length - 1]);
        }
    }

    private void patch(Patch patch) throws XMLStreamException {
        start("patch");
        xml.writeAttribute("id", patch.id());
        for (String id : patch.obsoletes()) {
            leaf("obsoletes", "id", id);
        }
        for (String id : patch.incompatibles()) {
            leaf("incompatible", "id", id);
        }
        end(!patch.obsoletes().isEmpty() || !patch.incompatibles().isEmpty());
    }

    private void leaf(String element, String... namesAndValues) throws XMLStreamException {
        start(element);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
        }
        end(false);
    }

    private void start(String element) throws XMLStreamException {
        depth++;
        newLine();
        xml.writeStartElement(element);
    }

    private void end(boolean hasChildren) throws XMLStreamException {
        if (hasChildren) {
            newLine();
        }
        depth--;
        xml.writeEndElement();
    }

    private void newLine() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
