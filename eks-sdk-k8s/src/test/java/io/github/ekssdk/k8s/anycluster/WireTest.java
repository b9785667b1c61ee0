package io.github.ekssdk.k8s.anycluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.k8s.anycluster.Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** What an API server answers to requests that clients seldom send on purpose, and all tests come to rely upon. */
class WireTest {
    private static final String MAPS = "/api/v1/namespaces/NS/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/NS/deployments";
    private static final String NO_SUCH_RESOURCE = "the server could not find the requested resource";
    private static final String NO_SUCH_METHOD = "the server does not allow this method on the requested resource";

    private static String map(String name, String rest) {
        return "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'" + name + "'}" + rest + "}";
    }

    private static String deployment(String containers) {
        return "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'web'},'spec':{'replicas':0,"
                + "'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},"
                + "'spec':{'containers':[" + containers + "]}}}}";
    }

    @Nested
    class Paths {
        @AnyClusterTest
        void a_group_that_nobody_serves_is_no_page(AnyCluster cluster) throws Exception {
            for (String path : List.of("/apis/nobody.example.com", "/apis/nobody.example.com/v1/things")) {
                Answer answer = new Wire(cluster).get(path);

                assertThat(answer.code()).as(path).isEqualTo(404);
                assertThat(answer.text()).as(path).isEqualTo("404 page not found\n");
            }
        }

        @AnyClusterTest
        void what_a_known_group_lacks_is_told_as_a_status_without_a_name(AnyCluster cluster) throws Exception {
            for (String path : List.of(
                    "/apis/apps/v9",
                    "/apis/apps/v1/nopes",
                    "/api/v1/namespaces/NS/nopes/x",
                    DEPLOYMENTS + "/x/nope",
                    "/api/v1/namespaces/NS/nodes")) {
                Answer answer = new Wire(cluster).get(path);

                assertThat(answer.message()).as(path).isEqualTo(NO_SUCH_RESOURCE);
                assertThat(answer.body().path("details").isObject()).as(path).isTrue();
            }
        }

        @AnyClusterTest
        void methods_are_refused_before_anything_is_looked_up(AnyCluster cluster) throws Exception {
            for (String request : List.of(
                    "PUT " + MAPS,
                    "POST " + MAPS + "/x",
                    "DELETE /api/v1/configmaps",
                    "DELETE /api/v1/namespaces",
                    "DELETE " + DEPLOYMENTS + "/x/scale",
                    "POST " + DEPLOYMENTS + "/x/status",
                    "POST /version")) {
                String[] words = request.split(" ");
                Answer answer = new Wire(cluster).send(words[0], words[1], Wire.JSON, "{}");

                assertThat(answer.code()).as(request).isEqualTo(405);
                assertThat(answer.message()).as(request).isEqualTo(NO_SUCH_METHOD);
            }
        }
    }

    @Nested
    class Creating {
        @AnyClusterTest
        void an_object_need_not_say_what_its_path_says(AnyCluster cluster) throws Exception {
            Answer answer = new Wire(cluster).post(MAPS, "{'metadata':{'name':'a'}}");

            assertThat(answer.code()).isEqualTo(201);
            assertThat(answer.body().path("kind").asText()).isEqualTo("ConfigMap");
        }

        @AnyClusterTest
        void what_cannot_be_read_is_shown(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);

            assertThat(wire.post(MAPS, "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'a'}}")
                            .message())
                    .isEqualTo("Secret in version \"v1\" cannot be handled as a ConfigMap: converting (v1.Secret) to"
                            + " (core.ConfigMap): unknown conversion");
            assertThat(wire.post(MAPS, "").message())
                    .isEqualTo("the object provided is unrecognized (must be of type ConfigMap): couldn't get"
                            + " version/kind; json parse error: unexpected end of JSON input (<empty>)");
            assertThat(wire.send("POST", MAPS, "text/plain", map("a", "")).code())
                    .isEqualTo(415);
        }

        @AnyClusterTest
        void metadata_is_checked_as_a_whole(AnyCluster cluster) throws Exception {
            Answer answer = new Wire(cluster)
                    .post(
                            MAPS,
                            "{'metadata':{'name':'A','labels':{'a b':'c'},'finalizers':['short'],"
                                    + "'ownerReferences':[{'apiVersion':'v1','kind':'ConfigMap'}]}}");

            assertThat(answer.code()).isEqualTo(422);
            assertThat(answer.fields())
                    .containsExactlyInAnyOrder(
                            "metadata.name",
                            "metadata.labels",
                            "metadata.ownerReferences.name",
                            "metadata.ownerReferences.uid",
                            "metadata.finalizers[0]");
        }

        @AnyClusterTest
        void secrets_keep_texts_encoded(AnyCluster cluster) throws Exception {
            Answer answer = new Wire(cluster)
                    .post("/api/v1/namespaces/NS/secrets", "{'metadata':{'name':'s'},'stringData':{'a':'b'}}");

            assertThat(answer.body().at("/data/a").asText()).isEqualTo("Yg==");
            assertThat(answer.body().has("stringData")).isFalse();
        }

        @AnyClusterTest
        void data_is_checked(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);

            assertThat(wire.post(MAPS, map("a", ",'data':{'a b':'c'}")).fields())
                    .containsExactly("data[a b]");
            assertThat(wire.post(
                                    "/api/v1/namespaces/NS/secrets",
                                    "{'metadata':{'name':'s'},'type':'kubernetes.io/tls'}")
                            .fields())
                    .containsExactly("data[tls.crt]", "data[tls.key]");
        }

        @AnyClusterTest
        void options_are_checked_first(AnyCluster cluster) throws Exception {
            Answer answer = new Wire(cluster).post(MAPS + "?dryRun=Some", "{}");

            assertThat(answer.code()).isEqualTo(422);
            assertThat(answer.message()).startsWith("CreateOptions.meta.k8s.io \"\" is invalid: dryRun: ");
            assertThat(answer.fields()).containsExactly("dryRun");
        }
    }

    @Nested
    class Changing {
        @AnyClusterTest
        void a_name_must_be_said_and_right(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("a", ""));

            assertThat(wire.send("PUT", MAPS + "/a", Wire.JSON, "{'data':{'a':'b'}}")
                            .message())
                    .isEqualTo("the name of the object (a based on URL) was undeterminable: name must be provided");
            assertThat(wire.send("PUT", MAPS + "/a", Wire.JSON, map("b", "")).message())
                    .isEqualTo("the name of the object (b) does not match the name on the URL (a)");
        }

        @AnyClusterTest
        void another_uid_is_another_object(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("a", ""));
            String other = "{'metadata':{'name':'a','uid':'0d0ab8b8-0a59-4b4d-9a1f-000000000000'}}";

            assertThat(wire.send("PUT", MAPS + "/a", Wire.JSON, other).reason()).isEqualTo("Conflict");
            assertThat(wire.patch(Wire.MERGE, MAPS + "/a", other).message())
                    .isEqualTo("ConfigMap \"a\" is invalid: metadata.uid: Invalid value:"
                            + " \"0d0ab8b8-0a59-4b4d-9a1f-000000000000\": field is immutable");
        }

        @AnyClusterTest
        void what_is_being_deleted_gets_no_more_finalizers(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, "{'metadata':{'name':'a','finalizers':['example.com/a']}}");
            wire.send("DELETE", MAPS + "/a", Wire.JSON, "{}");

            Answer more = wire.patch(
                    Wire.MERGE, MAPS + "/a", "{'metadata':{'finalizers':['example.com/a','example.com/b']}}");
            Answer again = wire.post(MAPS, map("a", ""));
            Answer none = wire.patch(Wire.MERGE, MAPS + "/a", "{'metadata':{'finalizers':null}}");

            assertThat(more.message())
                    .isEqualTo("ConfigMap \"a\" is invalid: metadata.finalizers: Forbidden: no new finalizers can be"
                            + " added if the object is being deleted, found new finalizers"
                            + " []string{\"example.com/b\"}");
            assertThat(again.message()).isEqualTo("object is being deleted: configmaps \"a\" already exists");
            assertThat(none.code()).isEqualTo(200);
            assertThat(wire.get(MAPS + "/a").code()).isEqualTo(404);
        }

        @AnyClusterTest
        void a_deletion_may_name_the_object_that_it_means(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("a", ""));

            Answer answer = wire.send("DELETE", MAPS + "/a", Wire.JSON, "{'preconditions':{'uid':'other'}}");

            assertThat(answer.code()).isEqualTo(409);
            assertThat(answer.message())
                    .startsWith("Operation cannot be fulfilled on ConfigMap \"a\": the UID in the precondition (other)"
                            + " does not match the UID in record (");
        }

        @AnyClusterTest
        void annotations_of_deployments_count_as_wishes(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            int before = wire.post(DEPLOYMENTS, deployment("{'name':'a','image':'a'}"))
                    .body()
                    .at("/metadata/generation")
                    .asInt();

            Answer after = wire.patch(Wire.MERGE, DEPLOYMENTS + "/web", "{'metadata':{'annotations':{'a':'b'}}}");

            assertThat(after.body().at("/metadata/generation").asInt()).isEqualTo(before + 1);
        }
    }

    @Nested
    class Patching {
        @AnyClusterTest
        void a_json_patch_that_does_not_fit_says_no_more_than_that(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("a", ",'data':{'k':'v'}"));

            for (String operation : List.of(
                    "{'op':'test','path':'/data/k','value':'w'}",
                    "{'op':'remove','path':'/data/x'}",
                    "{'op':'add','path':'/nope/x','value':'1'}")) {
                Answer answer = wire.patch(Wire.JSON_PATCH, MAPS + "/a", "[" + operation + "]");

                assertThat(answer.code()).as(operation).isEqualTo(422);
                assertThat(answer.message())
                        .as(operation)
                        .isEqualTo("the server rejected our request due to an error in our request");
            }
        }

        @AnyClusterTest
        void a_json_patch_may_replace_what_is_not_there(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("a", ",'data':{'k':'v'}"));

            Answer answer = wire.patch(Wire.JSON_PATCH, MAPS + "/a", "[{'op':'replace','path':'/data/x','value':'1'}]");

            assertThat(answer.body().at("/data/x").asText()).isEqualTo("1");
        }

        @AnyClusterTest
        void an_object_that_cannot_be_read_any_more_is_an_invalid_patch(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("a", ""));

            Answer answer = wire.patch(Wire.MERGE, MAPS + "/a", "{'data':{'k':1}}");

            assertThat(answer.code()).isEqualTo(422);
            assertThat(answer.message()).startsWith(" \"\" is invalid: patch: Invalid value: ");
            assertThat(answer.fields()).containsExactly("patch");
        }

        @AnyClusterTest
        void new_items_of_a_strategic_patch_come_first(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(DEPLOYMENTS, deployment("{'name':'a','image':'a'},{'name':'b','image':'b'}"));

            Answer added = wire.patch(
                    Wire.STRATEGIC,
                    DEPLOYMENTS + "/web",
                    "{'spec':{'template':{'spec':{'containers':[{'name':'c','image':'c'},"
                            + "{'name':'a','$patch':'delete'}]}}}}");
            Answer ordered = wire.patch(
                    Wire.STRATEGIC,
                    DEPLOYMENTS + "/web",
                    "{'spec':{'template':{'spec':{'$setElementOrder/containers':[{'name':'b'},{'name':'c'}]}}}}");

            assertThat(added.body().at("/spec/template/spec/containers").findValuesAsText("name"))
                    .containsExactly("c", "b");
            assertThat(ordered.body().at("/spec/template/spec/containers").findValuesAsText("name"))
                    .containsExactly("b", "c");
        }

        @AnyClusterTest
        void other_patches_are_not_known(AnyCluster cluster) throws Exception {
            Answer answer = new Wire(cluster).patch(Wire.JSON, MAPS + "/a", "{}");

            assertThat(answer.code()).isEqualTo(415);
            assertThat(answer.message()).startsWith("415: Unsupported Media Type");
        }
    }

    @Nested
    class Applying {
        @AnyClusterTest
        void managers_are_told_in_order(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.patch(Wire.APPLY, MAPS + "/a?fieldManager=one", map("a", ",'data':{'k':'v'}"));

            Answer answer = wire.patch(Wire.APPLY, MAPS + "/a?fieldManager=two", map("a", ",'data':{'k':'v'}"));

            assertThat(answer.body().at("/metadata/managedFields").findValuesAsText("manager"))
                    .containsExactly("one", "two");
        }

        @AnyClusterTest
        void what_nobody_manages_belongs_to_whoever_was_there_before(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("a", ",'data':{'b':'1','a':'1'}"));
            wire.patch(Wire.MERGE, MAPS + "/a", "{'metadata':{'managedFields':[{}]}}");
            wire.patch(Wire.MERGE, MAPS + "/a", "{'data':{'b':'2'}}");

            Answer answer = wire.patch(Wire.APPLY, MAPS + "/a?fieldManager=one", map("a", ",'data':{'b':'9','a':'9'}"));

            assertThat(answer.code()).isEqualTo(409);
            assertThat(answer.message())
                    .isEqualTo("Apply failed with 2 conflicts: conflicts with \"before-first-apply\" using v1:\n"
                            + "- .data.a\n- .data.b");
        }

        @AnyClusterTest
        void an_item_may_stand_in_a_list_once(AnyCluster cluster) throws Exception {
            Answer answer = new Wire(cluster)
                    .patch(
                            Wire.APPLY,
                            DEPLOYMENTS + "/web?fieldManager=one",
                            deployment("{'name':'a','image':'a'},{'name':'a','image':'b'}"));

            assertThat(answer.code()).isEqualTo(500);
            assertThat(answer.message())
                    .startsWith("failed to create typed patch object")
                    .endsWith(": .spec.template.spec.containers: duplicate entries for key [name=\"a\"]");
        }

        @AnyClusterTest
        void a_version_is_expected(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);

            assertThat(wire.patch(Wire.APPLY, MAPS + "/a?fieldManager=one", "{'metadata':{'name':'a'}}")
                            .message())
                    .isEqualTo("Incorrect version specified in apply patch. Specified patch version: , expected: v1");
            assertThat(wire.patch(Wire.APPLY, MAPS + "/a", map("a", "")).message())
                    .isEqualTo("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required"
                            + " for apply patch");
        }
    }

    @Nested
    class Listing {
        @AnyClusterTest
        void items_do_not_say_what_their_list_says(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("a", ",'data':{'k':'v'}"));

            Answer answer = wire.get(MAPS + "?fieldSelector=metadata.name%3Da");

            assertThat(answer.body().path("kind").asText()).isEqualTo("ConfigMapList");
            assertThat(answer.body().at("/items/0").has("kind")).isFalse();
            assertThat(answer.body().at("/items/0/data/k").asText()).isEqualTo("v");
        }

        @AnyClusterTest
        void metadata_comes_alone_if_it_is_all_that_is_wanted(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("a", ",'data':{'k':'v'}"));

            Answer answer = wire.accepting(
                    "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1",
                    MAPS + "?fieldSelector=metadata.name%3Da");

            assertThat(answer.body().path("kind").asText()).isEqualTo("PartialObjectMetadataList");
            assertThat(answer.body().at("/items/0/kind").asText()).isEqualTo("PartialObjectMetadata");
            assertThat(answer.body().at("/items/0/metadata/name").asText()).isEqualTo("a");
            assertThat(answer.body().at("/items/0").has("data")).isFalse();
        }

        @AnyClusterTest
        void label_selectors_know_all_operators(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            for (String number : List.of("1", "2", "3")) {
                wire.post(MAPS, "{'metadata':{'name':'m" + number + "','labels':{'n':'" + number + "'}}}");
            }

            assertThat(names(wire.get(MAPS + "?labelSelector=n%3E1"))).containsExactly("m2", "m3");
            assertThat(names(wire.get(MAPS + "?labelSelector=n%20in%20(1,3)"))).containsExactly("m1", "m3");
            assertThat(names(wire.get(MAPS + "?labelSelector=n,n!%3D2"))).containsExactly("m1", "m3");
        }

        @AnyClusterTest
        void selectors_that_are_none_are_told(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);

            assertThat(wire.get(MAPS + "?labelSelector=a%3Db%3Dc").message())
                    .isEqualTo("found '=', expected: ',' or 'end of string'");
            assertThat(wire.get(MAPS + "?labelSelector=a%20in%20b").message())
                    .isEqualTo("unable to parse requirement: found 'b' expected: '('");
            assertThat(wire.get(MAPS + "?fieldSelector=data.k%3Dv").message())
                    .isEqualTo("\"data.k\" is not a known field selector: only \"metadata.name\","
                            + " \"metadata.namespace\"");
            assertThat(wire.get("/api/v1/namespaces/NS/pods?fieldSelector=spec.x%3Dv")
                            .message())
                    .isEqualTo("field label not supported: spec.x");
        }

        @AnyClusterTest
        void revisions_are_checked(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);

            assertThat(wire.get(MAPS + "?resourceVersionMatch=Exact").fields()).containsExactly("resourceVersionMatch");
            assertThat(wire.get(MAPS + "?continue=x").message())
                    .startsWith("invalid continue token: continue key is not valid: ");
            assertThat(wire.get(MAPS + "?limit=x").message())
                    .isEqualTo("strconv.ParseInt: parsing \"x\": invalid syntax");
        }

        private static List<String> names(Answer list) {
            return list.body().path("items").findValuesAsText("name").stream()
                    .filter(name -> name.startsWith("m"))
                    .toList();
        }
    }

    @Nested
    class Subresources {
        @AnyClusterTest
        void a_scale_must_be_of_its_object(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(DEPLOYMENTS, deployment("{'name':'a','image':'a'}"));

            assertThat(wire.send(
                                    "PUT",
                                    DEPLOYMENTS + "/web/scale",
                                    Wire.JSON,
                                    "{'metadata':{'name':'other','namespace':'NS'},'spec':{'replicas':1}}")
                            .message())
                    .isEqualTo("the name of the object (other) does not match the name on the URL (web)");
            assertThat(wire.patch(Wire.MERGE, DEPLOYMENTS + "/web/scale", "{'spec':{'replicas':-1}}")
                            .message())
                    .isEqualTo("Scale.autoscaling \"web\" is invalid: spec.replicas: Invalid value: -1: must be greater"
                            + " than or equal to 0");
            assertThat(wire.get(DEPLOYMENTS + "/nope/scale").code()).isEqualTo(404);
        }

        @AnyClusterTest
        void tokens_live_ten_minutes_at_least(AnyCluster cluster) throws Exception {
            Answer answer = new Wire(cluster)
                    .post("/api/v1/namespaces/NS/serviceaccounts/default/token", "{'spec':{'expirationSeconds':5}}");

            assertThat(answer.code()).isEqualTo(422);
            assertThat(answer.fields()).containsExactly("spec.expirationSeconds");
        }
    }

    @Nested
    class Defined {
        private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        private static final String THINGS = "/apis/NS.example.com/v1/namespaces/NS/things";

        @AnyClusterTest
        void objects_of_definitions_are_only_put_over_what_was_seen(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(
                    DEFINITIONS,
                    "{'metadata':{'name':'things.NS.example.com'},'spec':{'group':'NS.example.com','scope':'Namespaced',"
                            + "'names':{'plural':'things','kind':'Thing','listKind':'ThingList','singular':'thing'},"
                            + "'versions':[{'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':"
                            + "{'type':'object','properties':{'spec':{'type':'object'}}}}}]}}");
            try {
                String thing = "{'apiVersion':'NS.example.com/v1','kind':'Thing','metadata':{'name':'a'}}";
                Answer made = wire.post(THINGS, thing);
                for (int i = 0; i < 1_000 && made.code() == 404; i++) {
                    made = wire.post(THINGS, thing);
                }

                assertThat(made.code()).isEqualTo(201);
                assertThat(wire.send("PUT", THINGS + "/a", Wire.JSON, thing).fields())
                        .containsExactly("metadata.resourceVersion");
                assertThat(wire.get("/apis/NS.example.com/v9/things").text()).isEqualTo("404 page not found\n");
            } finally {
                wire.send("DELETE", DEFINITIONS + "/things.NS.example.com", Wire.JSON, "{}");
            }
        }
    }

    @Nested
    class Allowing {
        private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/namespaces/NS/";

        @AnyClusterTest
        void who_may_read_one_object_may_list_that_one(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            wire.post(MAPS, map("mine", ""));
            wire.post(
                    ROLES + "roles",
                    "{'metadata':{'name':'one'},'rules':[{'apiGroups':[''],'resources':['configmaps'],"
                            + "'resourceNames':['mine'],'verbs':['list']}]}");
            wire.post(
                    ROLES + "rolebindings",
                    "{'metadata':{'name':'one'},'subjects':[{'kind':'User','name':'alice'}],"
                            + "'roleRef':{'apiGroup':'rbac.authorization.k8s.io','kind':'Role','name':'one'}}");

            assertThat(untilAllowed(wire, MAPS + "?fieldSelector=metadata.name%3Dmine")
                            .code())
                    .isEqualTo(200);
            assertThat(wire.as("alice", "GET", MAPS + "?fieldSelector=metadata.name%3Dother", "")
                            .message())
                    .isEqualTo("configmaps \"other\" is forbidden: User \"alice\" cannot list resource \"configmaps\""
                            + " in API group \"\" in the namespace \"NS\"");
        }

        /** Authorizers of a real server hear of new roles a little later. */
        private static Answer untilAllowed(Wire wire, String path) throws Exception {
            Answer answer = wire.as("alice", "GET", path, "");
            for (int i = 0; i < 100 && answer.code() == 403; i++) {
                answer = wire.as("alice", "GET", path, "");
            }
            return answer;
        }

        @AnyClusterTest
        void strangers_do_not_hear_what_is_not_there(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);

            assertThat(wire.as("alice", "GET", "/apis/nobody.example.com/v1/things", "")
                            .message())
                    .isEqualTo(
                            "things.nobody.example.com is forbidden: User \"alice\" cannot list resource \"things\" in"
                                    + " API group \"nobody.example.com\" at the cluster scope");
            assertThat(wire.as("alice", "POST", "/metrics", "{}").message())
                    .isEqualTo("forbidden: User \"alice\" cannot post path \"/metrics\"");
            assertThat(wire.as("alice", "GET", "/api/v1/namespaces/NS", "").message())
                    .isEqualTo(
                            "namespaces \"NS\" is forbidden: User \"alice\" cannot get resource \"namespaces\" in API"
                                    + " group \"\" in the namespace \"NS\"");
        }

        @AnyClusterTest
        void only_the_own_rights_are_told_to_everybody(AnyCluster cluster) throws Exception {
            Wire wire = new Wire(cluster);
            String reviews = "/apis/authorization.k8s.io/v1/";
            String question = "'resourceAttributes':{'verb':'get','resource':'pods'}";

            assertThat(wire.as("alice", "POST", reviews + "selfsubjectaccessreviews", "{'spec':{" + question + "}}")
                            .body()
                            .at("/status/allowed")
                            .asBoolean(true))
                    .isFalse();
            assertThat(wire.as(
                                    "alice",
                                    "POST",
                                    reviews + "subjectaccessreviews",
                                    "{'spec':{'user':'bob'," + question + "}}")
                            .message())
                    .isEqualTo("subjectaccessreviews.authorization.k8s.io is forbidden: User \"alice\" cannot create"
                            + " resource \"subjectaccessreviews\" in API group \"authorization.k8s.io\" at the cluster"
                            + " scope");
            assertThat(wire.post(reviews + "selfsubjectaccessreviews", "{}").fields())
                    .containsExactly("spec.resourceAttributes");
        }
    }
}
