"""How the local Frame.io may differ from a mock that is made from the specification, and why."""

GOOD = "[a-z_.]+, as the example has it: "
MEDIA = "(efficient|scrub_sheet|thumbnail_high_quality|video_h264_180)"

# (what a whole line says, why).
MEANT = [
    # What is refused
    (r".*, with a parameter that there is not: 422, not 20[0-4]", "Prism lets pass what it does not know"),
    (r".*: /errors/\*/(title|source) is more", "the specification knows them, its example has none of them"),
    (r".*, with no JSON: /error is missing, and required|.*, with no JSON: /errors? is (missing|more)",
     "Prism's own form, which is not the specification's"),
    (r"(files|folders|version_stacks)\.move, without parent_id: 422, not 200", "there is nowhere to move it to"),
    (r"metadata.field_definitions.create, without field_configuration: 422, not 201",
     "a select has options; Prism is given a weaker schema, since no kind of field fits the real one alone"),
    # What is only in examples
    (rf"{GOOD}.*/adobe_(version_)?id is missing", "only what Adobe's storage has has one"),
    (rf"{GOOD}.*/active is bool, not str", "the examples contradict their schema there"),
    (rf"{GOOD}.*/media_links/{MEDIA} is more", "all links are asked for; the examples have some of them"),
    (rf"{GOOD}.*/project/owner is missing", "a project's owner is asked for by another name"),
    (r"version_stacks.create, as the example has it: /data/(head_version/)?(creator|media_links|metadata|project) is "
     "missing", "nobody can ask for them there"),
    (r"folders.index, as the example has it: /data/\*/(cover_file_id|head_version|media_links) is more|"
     r"folders.index, as the example has it: /data/\*/(file_size|media_links|media_type|status) is missing",
     "the example has files alone, and there are folders and version stacks"),
    (r"metadata.field_definitions.index, as the example has it: /data/\*/field_configuration/.* is (more|missing)",
     "each kind of field has its own; the example has one kind"),
    (r"metadata.field_definitions.index, as the example has it: /data/\*/creator is more", "it is asked for"),
    (r"metadata.show, as the example has it: /data/metadata/\*/(field_options is missing|value is empty)",
     "the field is for users, of whom none is chosen"),
    (r"comments.update, as the example has it: /data/text_review_annotation/bounds is empty", "its request has none"),
    (r"comments.create, as the example has it: /data/mentions is empty", "nobody is mentioned in the text"),
]
