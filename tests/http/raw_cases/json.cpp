#include "raw_case.hpp"

#include <utility>

namespace raw {

using namespace std::string_literals;

namespace {

/// A body with the right signature, and a request behind it: the connection survives a bad event.
raw_case body(const std::string& name, std::string_view text, int status) {
    return accepted(name, delivery("Content-Type: application/json\r\n", text) + get(), {status, 200});
}

std::string event_with(std::string_view member) {
    return R"({"type":"file.ready","resource":{"id":"f1","type":"file"},)" + std::string(member) + "}";
}

}  // namespace

table json_cases() {
    return {
        body("an event that the platform sends",
             R"({"account":{"id":"a1"},"project":{"id":"p1"},"resource":{"id":"f1","type":"file"},"type":"file.ready",)"
             R"("user":{"id":"u1"},"workspace":{"id":"w1"}})",
             200),
        body("an event without a handler is ignored",
             R"({"type":"comment.created","resource":{"id":"c1","type":"comment"}})", 200),
        body("an event of tomorrow is ignored", R"({"type":"moon.risen","resource":{"id":"m1","type":"moon"}})", 200),
        body("an event of the legacy platform is ignored",
             R"({"type":"asset.ready","resource":{"type":"asset","id":"a1"},"team":{"id":"t1"},"user":{"id":"u1"}})",
             200),
        body("spaces around everything",
             "\r\n\t { \"type\" : \"file.ready\" , \"resource\" : { \"id\" : \"f1\" , \"type\" : \"file\" } } \r\n\t ",
             200),
        body("escapes in the type", R"({"type":"file\u002eready","resource":{"id":"f1","type":"file"}})", 200),
        body("the type behind the rest", R"({"resource":{"type":"file","id":"f1"},"type":"file.ready"})", 200),
        body("unknown members", event_with(R"("later":[1,-2.5e3,true,false,null,"x",{"y":{}},[]])"), 200),
        body("UTF-8, escapes and surrogates",
             event_with("\"later\":\"\xC3\xA4\xF0\x9F\x8E\xAC \\ud83c\\udfac \\\" \\\\ \\n\""), 200),
        body("some depth", event_with("\"later\":" + std::string(50, '[') + std::string(50, ']')), 200),
        accepted("no content type", delivery()),
        accepted("another content type", delivery("Content-Type: text/plain; charset=utf-8\r\n")),
    };
}

table json_fault_cases() {
    const std::string whole(event);
    return {
        body("spaces", "  \r\n", 400),
        body("no JSON", "hello", 400),
        body("a form", "type=file.ready", 400),
        body("XML", "<type>file.ready</type>", 400),
        body("an open object", "{", 400),
        body("an object that does not end", whole.substr(0, whole.size() - 1), 400),
        body("a text that does not end", R"({"type":"file.ready)", 400),
        body("an object that ends twice", whole + "}", 400),
        body("two objects", whole + whole, 400),
        body("a word behind the object", whole + " x", 400),
        body("NUL behind the object", whole + "\0"s, 400),
        body("NUL before the object", "\0"s + whole, 400),
        body("a comma behind the object", whole + ",", 400),
        body("a comment", whole + "// x", 400),
        body("a comma too many", R"({"type":"file.ready","resource":{"id":"f1","type":"file"},})", 400),
        body("a comma too few", R"({"type":"file.ready" "resource":{"id":"f1","type":"file"}})", 400),
        body("no colon", R"({"type" "file.ready"})", 400),
        body("single quotes", "{'type':'file.ready'}", 400),
        body("no quotes", "{type:file.ready}", 400),
        body("a literal in capitals", event_with(R"("later":True)"), 400),
        body("NaN", event_with(R"("later":NaN)"), 400),
        body("a number with a leading zero", event_with(R"("later":01)"), 400),
        body("a number with a plus", event_with(R"("later":+1)"), 400),
        body("a number without a digit behind the dot", event_with(R"("later":1.)"), 400),
        body("a broken value that nobody asks for", event_with(R"("later":{"a":[1,2,{"b":}]})"), 400),
        body("a broken escape", event_with(R"("later":"\x41")"), 400),
        body("a broken unicode escape", event_with(R"("later":"\u12")"), 400),
        body("a newline in a text", event_with("\"later\":\"a\nb\""), 400),
        body("a NUL in a text", event_with("\"later\":\"a\0b\""s), 400),
        body("no UTF-8", event_with("\"later\":\"\xFF\xFE\""), 400),
        body("overlong UTF-8", event_with("\"later\":\"\xC0\xAF\""), 400),
        body("UTF-8 that breaks off", event_with("\"later\":\"\xE2\x82\""), 400),
        body("a bracket too few", event_with(R"("later":[1)"), 400),
        body("brackets that do not match", event_with(R"("later":[1})"), 400),
        answered("a depth without an end",
                 delivery("", event_with("\"later\":" + std::string(5000, '[') + std::string(5000, ']'))), {400}),
        answered("a depth that is never closed", delivery("", std::string(50'000, '[')), {400}),
        body("null", "null", 400),
        body("true", "true", 400),
        body("a number", "1", 400),
        body("a text", R"("file.ready")", 400),
        body("a list", "[" + whole + "]", 400),
        body("an empty list", "[]", 400),
        body("an empty object", "{}", 400),
        body("no type", R"({"resource":{"id":"f1","type":"file"}})", 400),
        body("a type that is a number", R"({"type":1,"resource":{"id":"f1","type":"file"}})", 400),
        body("a type that is null", R"({"type":null,"resource":{"id":"f1","type":"file"}})", 400),
        body("a type that is an object", R"({"type":{"x":"file.ready"},"resource":{"id":"f1","type":"file"}})", 400),
        body("a type in capitals is no type", R"({"TYPE":"file.ready","resource":{"id":"f1","type":"file"}})", 400),
    };
}

}  // namespace raw
