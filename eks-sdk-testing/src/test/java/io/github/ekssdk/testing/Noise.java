package io.github.ekssdk.testing;

import java.util.List;
import java.util.Random;

/** Requests that are nearly right, with something broken, for all four protocols. */
final class Noise {
    private static final List<String> EKS = List.of(
            "POST /clusters",
            "GET /clusters",
            "GET /clusters/a",
            "POST /clusters/a/node-groups",
            "POST /clusters/a/update-config",
            "DELETE /clusters/a",
            "POST /tags/arn%3Aaws%3Aeks",
            "POST /clusters/a/fargate-profiles",
            "GET /addons/supported-versions");
    private static final List<String> FORMS = List.of(
            "Action=CreateVpc&CidrBlock=10.0.0.0%2F16",
            "Action=DescribeVpcs&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1",
            "Action=CreateTags&ResourceId.1=vpc-1&Tag.1.Key=a&Tag.1.Value=b",
            "Action=RunInstances&MinCount=1&MaxCount=1",
            "Action=AuthorizeSecurityGroupIngress&GroupId=sg-1&IpPermissions.1.FromPort=1");
    private static final List<String> IAM = List.of(
            "Action=CreateRole&RoleName=a&AssumeRolePolicyDocument=%7B%7D",
            "Action=GetRole&RoleName=a",
            "Action=ListRoles&MaxItems=10",
            "Action=TagRole&RoleName=a&Tags.member.1.Key=a&Tags.member.1.Value=b");
    private static final List<String> JSON = List.of("CreateKey", "ListKeys", "DescribeKey", "CreateAlias");
    private static final List<String> VALUES = List.of(
            "1",
            "-1",
            "\"a\"",
            "[]",
            "{}",
            "null",
            "true",
            "1e999",
            "[[[]]]",
            "{\"a\":{\"b\":[1]}}",
            "99999999999999999999");
    private static final List<String> MEMBERS = List.of(
            "name",
            "roleArn",
            "resourcesVpcConfig",
            "tags",
            "version",
            "subnets",
            "scalingConfig",
            "KeyId",
            "Tags",
            "Policy",
            "deletionProtection",
            "logging",
            "selectors");

    private final Random random;

    Noise(Random random) {
        this.random = random;
    }

    Request next() {
        return switch (random.nextInt(4)) {
            case 0 -> rest();
            case 1 -> form("ec2", pick(FORMS), "2016-11-15");
            case 2 -> form("iam", pick(IAM), "2010-05-08");
            default -> json();
        };
    }

    private Request rest() {
        String[] route = pick(EKS).split(" ", 2);
        String body = object();
        boolean broken = random.nextBoolean() && route[0].equals("POST");
        String sent = route[0].equals("GET") ? "" : broken ? cut(body) : body;
        return new Request("eks", route[0], route[1], sent, "application/json", "", false, broken);
    }

    private Request json() {
        boolean unknown = random.nextInt(4) == 0;
        String target = "TrentService." + (unknown ? "Fly" + random.nextInt(9) : pick(JSON));
        boolean broken = random.nextBoolean();
        String body = broken ? cut(object()) : object();
        return new Request("kms", "POST", "/", body, "application/x-amz-json-1.1", target, false, broken || unknown);
    }

    private Request form(String service, String text, String version) {
        String whole = text + "&Version=" + version;
        boolean broken = random.nextInt(3) == 0;
        String sent = broken
                ? whole.replace("Action=", "Action=No")
                : whole + "&" + (char) (33 + random.nextInt(90)) + "." + random.nextInt(99) + ".x=" + random.nextInt();
        return new Request(service, "POST", "/", sent, "application/x-www-form-urlencoded", "", true, broken);
    }

    private String object() {
        StringBuilder text = new StringBuilder("{");
        int members = random.nextInt(5);
        for (int i = 0; i < members; i++) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(pick(MEMBERS))
                    .append("\":")
                    .append(pick(VALUES));
        }
        return text.append('}').toString();
    }

    /** Text that is no JSON any more. */
    private String cut(String json) {
        return switch (random.nextInt(4)) {
            case 0 -> json.substring(0, json.length() - 1);
            case 1 -> json + "}";
            case 2 -> "\u00ff\u00fe" + json;
            default -> "[".repeat(3_000);
        };
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    record Request(
            String service,
            String method,
            String path,
            String body,
            String type,
            String target,
            boolean xml,
            boolean broken) {}
}
