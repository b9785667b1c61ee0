package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;

/** Renders a migration for people to read and approve. */
final class MigrationText {

    private final AccessEntryMigration migration;
    private final StringBuilder out = new StringBuilder();

    MigrationText(AccessEntryMigration migration) {
        this.migration = migration;
    }

    String render() {
        line("From aws-auth to access entries in cluster " + migration.clusterName());
        line(migration.accessEntries().size() + " to create, "
                + migration.notCarriedOver().size() + " not carried over.");
        if (migration.changesAuthenticationMode()) {
            line("! The authentication mode becomes API_AND_CONFIG_MAP. EKS never changes it back; the ConfigMap"
                    + " still counts for all who have no access entry.");
        }
        line("");
        migration.mappings().forEach(this::mapping);
        return out.toString();
    }

    private void mapping(MigratedMapping mapping) {
        line(sign(mapping) + mapping.list() + ": " + subject(mapping));
        mapping.entry()
                .filter(entry -> mapping.fate() != MigratedMapping.Fate.DIFFERENT)
                .ifPresent(entry -> line("      " + verb(mapping) + text(entry)));
        mapping.remarks().forEach(remark -> line("      " + remark));
    }

    private static String subject(MigratedMapping mapping) {
        return mapping.list().equals(Section.ACCOUNTS.key())
                ? mapping.mapping().arn()
                : mapping.mapping().toString();
    }

    private static String sign(MigratedMapping mapping) {
        return switch (mapping.fate()) {
            case TO_CREATE -> "  + ";
            case MADE_BY_EKS, THERE -> "    ";
            case DIFFERENT, NOT_CARRIED_OVER -> "  ! ";
        };
    }

    private static String verb(MigratedMapping mapping) {
        return switch (mapping.fate()) {
            case THERE -> "has the ";
            case MADE_BY_EKS -> "EKS makes the ";
            default -> "becomes the ";
        };
    }

    private static String text(AccessEntrySpec entry) {
        StringBuilder text = new StringBuilder("access entry ")
                .append(entry.principalArn())
                .append(", ")
                .append(entry.type());
        if (entry.type() == AccessEntryType.STANDARD) {
            entry.username().ifPresent(name -> text.append(", as ").append(name));
            if (!entry.kubernetesGroups().isEmpty()) {
                text.append(", in ").append(String.join(", ", entry.kubernetesGroups()));
            }
            entry.policies()
                    .forEach(policy ->
                            text.append(", with ").append(policy.policy().name()));
        }
        return text.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
