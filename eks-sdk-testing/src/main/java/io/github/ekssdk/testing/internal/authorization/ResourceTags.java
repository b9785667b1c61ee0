package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import java.util.Map;

/** Finds the tags of what a call is about. */
final class ResourceTags {
    private ResourceTags() {}

    static Map<String, String> of(String arn, FakeService service, Account home, Account region) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || (parts[5].contains("*") && !parts[2].equals("eks"))) {
            return Map.of();
        }
        if (parts[2].equals("iam")) {
            return ofIam(arn, home);
        }
        String id = id(parts[2], parts[5]);
        FakeService owner = parts[2].equals(service.name())
                ? service
                : region.services().stream()
                        .filter(other -> other.name().equals(parts[2]))
                        .findFirst()
                        .orElse(service);
        for (Resource resource : owner.inventory()) {
            if (resource.id().equals(id)) {
                return resource.tags();
            }
        }
        return Map.of();
    }

    private static Map<String, String> ofIam(String arn, Account home) {
        Map<String, String> tags = home.service(IamService.class).directory().tagsOf(arn);
        if (!tags.isEmpty()) {
            return tags;
        }
        String id = arn.substring(arn.indexOf('/') + 1);
        String name = arn.contains(":oidc-provider/") ? id : id.substring(id.lastIndexOf('/') + 1);
        return home.service(IamService.class).inventory().stream()
                .filter(resource -> resource.id().equals(name))
                .findFirst()
                .map(Resource::tags)
                .orElse(Map.of());
    }

    /** The id of the inventory: EC2's own ids, EKS's names with those of their clusters, otherwise the last part. */
    private static String id(String service, String resource) {
        String rest = resource.substring(resource.indexOf('/') + 1);
        if (service.equals("eks")) {
            String[] names = rest.split("/");
            if (resource.startsWith("access-entry/") && names.length > 3) {
                return names[0] + "/arn:aws:iam::" + names[2] + ":" + names[1] + "/" + names[3];
            }
            return resource.startsWith("cluster/") || names.length < 2 ? names[0] : names[0] + "/" + names[1];
        }
        return service.equals("ec2") ? rest : resource.substring(resource.lastIndexOf('/') + 1);
    }
}
