// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

#include <frameio/api/requests/metadata_fields.hpp>

#include "api/codec.hpp"

namespace frameio::api {

template <>
struct members_of<date_configuration_changes> {
    static date_configuration_changes blank() {
        return date_configuration_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, date_configuration_changes& to);
void write(json_writer& to, const date_configuration_changes& value);
template <>
struct members_of<date_definition_changes> {
    static date_definition_changes blank() {
        return date_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, date_definition_changes& to);
void write(json_writer& to, const date_definition_changes& value);
template <>
struct members_of<long_text_definition_changes> {
    static long_text_definition_changes blank() {
        return long_text_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, long_text_definition_changes& to);
void write(json_writer& to, const long_text_definition_changes& value);
template <>
struct members_of<number_configuration_changes> {
    static number_configuration_changes blank() {
        return number_configuration_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, number_configuration_changes& to);
void write(json_writer& to, const number_configuration_changes& value);
template <>
struct members_of<number_definition_changes> {
    static number_definition_changes blank() {
        return number_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, number_definition_changes& to);
void write(json_writer& to, const number_definition_changes& value);
template <>
struct members_of<rating_configuration_changes> {
    static rating_configuration_changes blank() {
        return rating_configuration_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, rating_configuration_changes& to);
void write(json_writer& to, const rating_configuration_changes& value);
template <>
struct members_of<rating_definition_changes> {
    static rating_definition_changes blank() {
        return rating_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, rating_definition_changes& to);
void write(json_writer& to, const rating_definition_changes& value);
template <>
struct members_of<new_option> {
    static new_option blank() {
        return new_option({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_option& to);
void write(json_writer& to, const new_option& value);
template <>
struct members_of<select_configuration_changes> {
    static select_configuration_changes blank() {
        return select_configuration_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, select_configuration_changes& to);
void write(json_writer& to, const select_configuration_changes& value);
template <>
struct members_of<select_definition_changes> {
    static select_definition_changes blank() {
        return select_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, select_definition_changes& to);
void write(json_writer& to, const select_definition_changes& value);
template <>
struct members_of<select_multi_configuration_changes> {
    static select_multi_configuration_changes blank() {
        return select_multi_configuration_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, select_multi_configuration_changes& to);
void write(json_writer& to, const select_multi_configuration_changes& value);
template <>
struct members_of<select_multi_definition_changes> {
    static select_multi_definition_changes blank() {
        return select_multi_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, select_multi_definition_changes& to);
void write(json_writer& to, const select_multi_definition_changes& value);
template <>
struct members_of<text_definition_changes> {
    static text_definition_changes blank() {
        return text_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, text_definition_changes& to);
void write(json_writer& to, const text_definition_changes& value);
template <>
struct members_of<toggle_configuration_changes> {
    static toggle_configuration_changes blank() {
        return toggle_configuration_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, toggle_configuration_changes& to);
void write(json_writer& to, const toggle_configuration_changes& value);
template <>
struct members_of<toggle_definition_changes> {
    static toggle_definition_changes blank() {
        return toggle_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, toggle_definition_changes& to);
void write(json_writer& to, const toggle_definition_changes& value);
template <>
struct members_of<new_member> {
    static new_member blank() {
        return new_member({}, {});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_member& to);
void write(json_writer& to, const new_member& value);
template <>
struct members_of<user_multi_configuration_changes> {
    static user_multi_configuration_changes blank() {
        return user_multi_configuration_changes({}, false);
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, user_multi_configuration_changes& to);
void write(json_writer& to, const user_multi_configuration_changes& value);
template <>
struct members_of<user_multi_definition_changes> {
    static user_multi_definition_changes blank() {
        return user_multi_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, user_multi_definition_changes& to);
void write(json_writer& to, const user_multi_definition_changes& value);
template <>
struct members_of<user_single_configuration_changes> {
    static user_single_configuration_changes blank() {
        return user_single_configuration_changes({}, false);
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, user_single_configuration_changes& to);
void write(json_writer& to, const user_single_configuration_changes& value);
template <>
struct members_of<user_single_definition_changes> {
    static user_single_definition_changes blank() {
        return user_single_definition_changes();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, user_single_definition_changes& to);
void write(json_writer& to, const user_single_definition_changes& value);
bool read(const json_reader& from, field_definition_changes& to);
template <>
struct members_of<new_date_configuration> {
    static new_date_configuration blank() {
        return new_date_configuration({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_date_configuration& to);
void write(json_writer& to, const new_date_configuration& value);
template <>
struct members_of<new_date_definition> {
    static new_date_definition blank() {
        return new_date_definition({}, members_of<new_date_configuration>::blank());
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_date_definition& to);
void write(json_writer& to, const new_date_definition& value);
template <>
struct members_of<new_long_text_definition> {
    static new_long_text_definition blank() {
        return new_long_text_definition({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_long_text_definition& to);
void write(json_writer& to, const new_long_text_definition& value);
template <>
struct members_of<new_number_configuration> {
    static new_number_configuration blank() {
        return new_number_configuration(0);
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_number_configuration& to);
void write(json_writer& to, const new_number_configuration& value);
template <>
struct members_of<new_number_definition> {
    static new_number_definition blank() {
        return new_number_definition({}, members_of<new_number_configuration>::blank());
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_number_definition& to);
void write(json_writer& to, const new_number_definition& value);
template <>
struct members_of<new_rating_configuration> {
    static new_rating_configuration blank() {
        return new_rating_configuration(0);
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_rating_configuration& to);
void write(json_writer& to, const new_rating_configuration& value);
template <>
struct members_of<new_rating_definition> {
    static new_rating_definition blank() {
        return new_rating_definition({}, members_of<new_rating_configuration>::blank());
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_rating_definition& to);
void write(json_writer& to, const new_rating_definition& value);
template <>
struct members_of<new_select_configuration> {
    static new_select_configuration blank() {
        return new_select_configuration();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_select_configuration& to);
void write(json_writer& to, const new_select_configuration& value);
template <>
struct members_of<new_select_definition> {
    static new_select_definition blank() {
        return new_select_definition({}, members_of<new_select_configuration>::blank());
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_select_definition& to);
void write(json_writer& to, const new_select_definition& value);
template <>
struct members_of<new_select_multi_configuration> {
    static new_select_multi_configuration blank() {
        return new_select_multi_configuration();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_select_multi_configuration& to);
void write(json_writer& to, const new_select_multi_configuration& value);
template <>
struct members_of<new_select_multi_definition> {
    static new_select_multi_definition blank() {
        return new_select_multi_definition({}, members_of<new_select_multi_configuration>::blank());
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_select_multi_definition& to);
void write(json_writer& to, const new_select_multi_definition& value);
template <>
struct members_of<new_text_definition> {
    static new_text_definition blank() {
        return new_text_definition({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_text_definition& to);
void write(json_writer& to, const new_text_definition& value);
template <>
struct members_of<new_toggle_configuration> {
    static new_toggle_configuration blank() {
        return new_toggle_configuration();
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_toggle_configuration& to);
void write(json_writer& to, const new_toggle_configuration& value);
template <>
struct members_of<new_toggle_definition> {
    static new_toggle_definition blank() {
        return new_toggle_definition({});
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_toggle_definition& to);
void write(json_writer& to, const new_toggle_definition& value);
template <>
struct members_of<new_user_multi_configuration> {
    static new_user_multi_configuration blank() {
        return new_user_multi_configuration({}, false);
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_user_multi_configuration& to);
void write(json_writer& to, const new_user_multi_configuration& value);
template <>
struct members_of<new_user_multi_definition> {
    static new_user_multi_definition blank() {
        return new_user_multi_definition({}, members_of<new_user_multi_configuration>::blank());
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_user_multi_definition& to);
void write(json_writer& to, const new_user_multi_definition& value);
template <>
struct members_of<new_user_single_configuration> {
    static new_user_single_configuration blank() {
        return new_user_single_configuration({}, false);
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_user_single_configuration& to);
void write(json_writer& to, const new_user_single_configuration& value);
template <>
struct members_of<new_user_single_definition> {
    static new_user_single_definition blank() {
        return new_user_single_definition({}, members_of<new_user_single_configuration>::blank());
    }
    template <class Io, class T>
    static void visit(Io& io, T& it);
};
bool read(const json_reader& from, new_user_single_definition& to);
void write(json_writer& to, const new_user_single_definition& value);
bool read(const json_reader& from, new_field_definition& to);

}  // namespace frameio::api
