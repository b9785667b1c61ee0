package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.error.MalformedAwsAuthException;
import io.github.ekssdk.error.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What stands in aws-auth, list by list. */
final class Document {

    private final Map<String, String> data;
    private final Map<Section, MappingList> lists;

    private Document(Map<String, String> data, Map<Section, MappingList> lists) {
        this.data = data;
        this.lists = lists;
    }

    /**
     * Reads the data of a ConfigMap.
     *
     * @param source what it is, for the message
     * @throws MalformedAwsAuthException if EKS could not read it either
     */
    static Document read(String source, Map<String, String> data) {
        List<Problem> problems = new ArrayList<>();
        Map<Section, MappingList> lists = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            lists.put(section, MappingList.read(section, data.get(section.key()), problems));
        }
        if (!problems.isEmpty()) {
            throw new MalformedAwsAuthException(source, problems);
        }
        return new Document(new LinkedHashMap<>(data), lists);
    }

    /** Reads the data of a ConfigMap that is to be replaced; a list that cannot be read is taken for empty. */
    static Document readable(Map<String, String> data) {
        Map<Section, MappingList> lists = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            List<Problem> problems = new ArrayList<>();
            MappingList list = MappingList.read(section, data.get(section.key()), problems);
            lists.put(section, problems.isEmpty() ? list : MappingList.read(section, null, problems));
        }
        return new Document(new LinkedHashMap<>(data), lists);
    }

    /** The data of the ConfigMap, with what is not ours to read. */
    Map<String, String> data() {
        return data;
    }

    MappingList list(Section section) {
        return Objects.requireNonNull(lists.get(section));
    }

    List<IamMapping> mappings(Section section) {
        return list(section).items().stream().map(Item::mapping).toList();
    }

    /** The document with other texts of its lists. */
    Document with(Map<Section, String> texts) {
        Map<String, String> next = new LinkedHashMap<>(data);
        texts.forEach((section, text) -> {
            if (!text.equals(list(section).text())) {
                next.put(section.key(), text);
            }
        });
        return read("The changed aws-auth", next);
    }

    /** The mappings by which somebody is let in, by principal; of several for one principal, the last. */
    Map<String, IamMapping> effective() {
        Map<String, IamMapping> effective = new LinkedHashMap<>();
        for (Section section : Section.ofPrincipals()) {
            mappings(section).stream()
                    .filter(IamMapping::matches)
                    .forEach(mapping -> effective.put(mapping.key(), mapping));
        }
        return effective;
    }

    /** The mapping that counts for a principal. */
    Optional<IamMapping> effective(String key) {
        return Optional.ofNullable(effective().get(key));
    }

    Set<String> accounts() {
        Set<String> accounts = new LinkedHashSet<>();
        mappings(Section.ACCOUNTS).forEach(account -> accounts.add(account.arn()));
        return accounts;
    }

    /** What an administrator should know of what stands there, in whole sentences. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Section section : Section.ofPrincipals()) {
            Set<String> seen = new LinkedHashSet<>();
            for (IamMapping mapping : mappings(section)) {
                if (!mapping.matches()) {
                    warnings.add(matchesNobody(section, mapping));
                } else if (!seen.add(mapping.key())) {
                    warnings.add(mapping.arn() + " is mapped twice in " + section.key() + "; EKS takes the last.");
                }
            }
        }
        return warnings;
    }

    private static String matchesNobody(Section section, IamMapping mapping) {
        if (mapping.arn().isEmpty()) {
            return "An item of " + section.key() + " names no " + section.arnKey() + ", so it lets nobody in.";
        }
        return mapping.arn() + " lets nobody in: "
                + (mapping.arn().contains(":role/")
                        ? "EKS does not see the path of a role here; write the ARN without it."
                        : "it is not the ARN of an IAM role or user.");
    }
}
