package export

// registers are the standard lists: the register of all nominations, and the annexes by subject.
func registers() []register {
	return []register{
		{
			sheet: nominationsName, title: registerTitle, unit: "đề nghị",
			subjects: []string{collective, individual, household}, columns: registerColumns(),
		},
		{
			sheet: collectivesName, title: collectivesTitle, unit: "tập thể",
			subjects: []string{collective}, columns: collectiveColumns(),
		},
		{
			sheet: individualsName, title: individualsTitle, unit: "cá nhân",
			subjects: []string{individual}, columns: individualColumns(),
		},
		{
			sheet: householdsName, title: householdsTitle, unit: "hộ",
			subjects: []string{household}, columns: householdColumns(),
		},
	}
}

func registerColumns() []standardColumn {
	return []standardColumn{
		{head: "STT"},
		{head: "Tên tập thể, cá nhân, hộ", names: nameNames},
		{head: "Đối tượng", names: subjectNames, fill: subjectWord},
		{head: "Chức vụ", names: []string{"chuc_vu"}},
		{head: "Đơn vị công tác, chủ quản", names: parentNames, fill: unitOfNominee},
		{head: "Hình thức, danh hiệu đề nghị", names: formNames},
		{head: "Tóm tắt thành tích", names: merits},
		{head: "Hồ sơ kèm theo", names: dossierNames},
		{head: "Ghi chú", names: remarkNames, fill: remark},
	}
}

func individualColumns() []standardColumn {
	return []standardColumn{
		{head: "STT"},
		{head: "Ông/Bà", names: []string{"danh_xung"}},
		{head: "Họ và tên", names: nameNames},
		{head: "Ngày sinh", names: []string{"ngay_sinh", "nam_sinh"}, asked: true},
		{head: "Giới tính", names: []string{"gioi_tinh"}},
		{head: "Chức vụ", names: []string{"chuc_vu"}},
		{head: "Phòng/bộ phận", names: []string{"phong", "bo_phan", "phong_ban"}},
		{head: "Đơn vị công tác", names: []string{"don_vi_cong_tac"}, fill: unitOfNominee},
		{head: "Phân loại cán bộ", names: classNames},
		{head: "Hình thức/Danh hiệu đề nghị", names: formNames},
		{head: "Tóm tắt thành tích", names: merits},
		{head: "Khen thưởng đã có", names: earlierAwards},
		{head: "Kết quả phiếu", names: voteNames},
		{head: "Hồ sơ kèm theo", names: dossierNames},
		{head: "Ghi chú", names: remarkNames, fill: remark},
	}
}

func collectiveColumns() []standardColumn {
	return []standardColumn{
		{head: "STT"},
		{head: "Tên tập thể", names: nameNames},
		{head: "Đơn vị chủ quản", names: parentNames},
		{head: "Phân loại tập thể", names: kindNames},
		{head: "Tập thể nhỏ", names: smallNames},
		{head: "Lĩnh vực", names: []string{"linh_vuc"}},
		{head: "Hình thức đề nghị", names: formNames},
		{head: "Tóm tắt thành tích", names: merits},
		{head: "Khen thưởng đã có", names: earlierAwards},
		{head: "Kết quả phiếu", names: voteNames},
		{head: "Hồ sơ kèm theo", names: dossierNames},
		{head: "Đơn vị đề nghị", fill: unitOfNominee},
		{head: "Ghi chú", names: remarkNames, fill: remark},
	}
}

func householdColumns() []standardColumn {
	return []standardColumn{
		{head: "STT"},
		{head: "Tên hộ", names: nameNames},
		{head: "Địa chỉ", names: []string{"dia_chi"}},
		{head: "Hình thức đề nghị", names: formNames},
		{head: "Thành tích", names: merits},
		{head: "Ghi chú", names: remarkNames, fill: remark},
	}
}

func unitOfNominee(c *Consolidation, n nominee) string { return c.UnitName(*n.entry.Unit) }

func remark(_ *Consolidation, n nominee) string {
	filing, _ := n.part.Filing(n.entry.Unit.Code)
	return filingNote(filing)
}

func subjectWord(_ *Consolidation, n nominee) string {
	switch n.subject {
	case individual:
		return "Cá nhân"
	case household:
		return "Hộ"
	}
	return "Tập thể"
}
