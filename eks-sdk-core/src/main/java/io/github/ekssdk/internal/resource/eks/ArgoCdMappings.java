package io.github.ekssdk.internal.resource.eks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.ArgoCdRoleMapping;
import software.amazon.awssdk.services.eks.model.SsoIdentity;
import software.amazon.awssdk.services.eks.model.UpdateRoleMappings;

/** Who may do what in Argo CD: as texts {@code ROLE TYPE id}, one for each, and as EKS has them. */
final class ArgoCdMappings {

    private ArgoCdMappings() {}

    /** Returns EKS's mappings as sorted texts. */
    static List<String> texts(List<ArgoCdRoleMapping> mappings) {
        return mappings.stream()
                .flatMap(mapping -> mapping.identities().stream()
                        .map(identity -> mapping.roleAsString() + " " + identity.typeAsString() + " " + identity.id()))
                .sorted()
                .toList();
    }

    /** Returns texts as EKS's mappings, one for each role. */
    static List<ArgoCdRoleMapping> of(Collection<String> texts) {
        Map<String, List<SsoIdentity>> byRole = new TreeMap<>();
        for (String text : texts) {
            String[] parts = text.split(" ", 3);
            byRole.computeIfAbsent(parts[0], role -> new ArrayList<>())
                    .add(SsoIdentity.builder().type(parts[1]).id(parts[2]).build());
        }
        return byRole.entrySet().stream()
                .map(entry -> ArgoCdRoleMapping.builder()
                        .role(entry.getKey())
                        .identities(entry.getValue())
                        .build())
                .toList();
    }

    /** Returns the change from the present mappings to the wanted ones; a role that changes is sent with all it keeps. */
    static UpdateRoleMappings change(List<String> wanted, List<String> present) {
        List<String> gone = missing(present, wanted);
        List<String> added = missing(wanted, present);
        Set<String> changed = Stream.concat(gone.stream(), added.stream())
                .map(ArgoCdMappings::role)
                .collect(Collectors.toSet());
        return UpdateRoleMappings.builder()
                .addOrUpdateRoleMappings(of(wanted.stream()
                        .filter(text -> changed.contains(role(text)))
                        .toList()))
                .removeRoleMappings(of(gone))
                .build();
    }

    private static String role(String text) {
        return text.substring(0, text.indexOf(' '));
    }

    private static List<String> missing(List<String> all, List<String> present) {
        return all.stream().filter(text -> !present.contains(text)).toList();
    }
}
